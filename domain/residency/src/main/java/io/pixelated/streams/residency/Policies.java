package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Residency policies of one version: the decision, without any record's content. */
public final class Policies {
  private final String version;
  private final List<Regime> regimes;
  private final Map<String, Profile> profiles;
  private final Regions regions;

  Policies(String version, List<Regime> regimes, Map<String, Profile> profiles, Regions regions) {
    this.version = Objects.requireNonNull(version, "version");
    this.regimes = List.copyOf(regimes);
    this.profiles = Map.copyOf(profiles);
    this.regions = Objects.requireNonNull(regions, "regions");
  }

  /** The policies that are shipped with the product. */
  public static Policies shipped() {
    return parse(PolicyText.resource("policies.yaml"), Regions.shipped());
  }

  /**
   * The policies in a YAML text.
   *
   * @throws PolicyException if they are not valid; the message lists every problem
   */
  public static Policies parse(String yaml, Regions regions) {
    return new PolicyFile(regions).read(yaml);
  }

  /** Which version of the policies this is. */
  public String version() {
    return version;
  }

  /** The regions that the policies speak of. */
  public Regions regions() {
    return regions;
  }

  Profile profile(String name) {
    return profiles.get(name);
  }

  Verdict decide(
      RecordKind kind,
      Classification classification,
      String from,
      DestinationKind destinationKind,
      String to) {
    Optional<Region> source = operated(from);
    if (source.isEmpty()) {
      return quarantine(List.of(), "unknown region", "the region where the record is is unknown");
    }
    boolean global = destinationKind == DestinationKind.GLOBAL_TOPIC;
    Optional<Region> destination = global ? Optional.empty() : operated(to);
    if (!global && destination.isEmpty()) {
      return quarantine(List.of(), "unknown region", "the region it is headed for is unknown");
    }
    if (classification.dataClasses().contains(DataClass.UNKNOWN)) {
      return quarantine(List.of(), "unknown class", "what data it holds is unknown");
    }
    if (classification.jurisdictions().contains(Classification.UNKNOWN_JURISDICTION)) {
      return quarantine(List.of(), "unknown jurisdiction", "a subject's home is unknown");
    }
    Set<Regime> applying = new HashSet<>();
    for (DataClass dataClass : classification.dataClasses()) {
      for (String home : homes(dataClass, classification)) {
        List<Regime> found = regimes.stream().filter(r -> r.speaksOf(dataClass, home)).toList();
        if (found.isEmpty()) {
          return quarantine(
              List.of(), "no regime", "no regime speaks of " + dataClass + " data of this home");
        }
        applying.addAll(found);
      }
    }
    List<Regime> inOrder = regimes.stream().filter(applying::contains).toList();
    boolean leaves = global || !source.get().id().equals(destination.get().id());
    return decide(
        kind, classification, destinationKind, destination.map(Region::id), leaves, inOrder);
  }

  private Verdict decide(
      RecordKind kind,
      Classification classification,
      DestinationKind destinationKind,
      Optional<String> destination,
      boolean leaves,
      List<Regime> applying) {
    Set<String> ids = new TreeSet<>();
    applying.forEach(regime -> ids.add(regime.id()));
    List<String> names = List.copyOf(ids);
    Set<String> common = new HashSet<>(applying.get(0).permitted());
    applying.forEach(regime -> common.retainAll(regime.permitted()));
    if (common.isEmpty()) {
      return quarantine(
          names, applying.get(0).clause(), "no region is permitted by all of " + names);
    }
    List<String> profilesToApply = new ArrayList<>();
    Set<String> clauses = new TreeSet<>();
    for (Regime regime : applying) {
      boolean permitted = destination.isPresent() && regime.permitted().contains(destination.get());
      if (permitted && !(leaves && regime.minimisesWhatLeaves())) {
        continue;
      }
      Optional<Regime.Exemption> exemption =
          regime.exemption(kind, destinationKind, classification.dataClasses());
      if (exemption.isEmpty()) {
        return quarantine(
            names,
            regime.clause(),
            regime.id() + " does not permit " + kind.table() + " there, not even minimised");
      }
      profilesToApply.add(exemption.get().profile());
      clauses.add(exemption.get().clause());
    }
    if (profilesToApply.isEmpty()) {
      return new Verdict.Permit(
          new Verdict.Basis(
              version, names, applying.get(0).clause(), "permitted by all of " + names));
    }
    return new Verdict.Minimise(
        new Verdict.Basis(version, names, String.join("; ", clauses), "permitted with less in it"),
        profilesToApply.stream().distinct().sorted().toList());
  }

  Verdict quarantine(List<String> regimeIds, String clause, String reason) {
    return new Verdict.Quarantine(new Verdict.Basis(version, regimeIds, clause, reason));
  }

  private Optional<Region> operated(String name) {
    return regions.find(name).filter(Region::operated);
  }

  /** Where the subjects are at home; operational data has none, personal data some. */
  private static List<String> homes(DataClass dataClass, Classification classification) {
    if (dataClass == DataClass.OPERATIONAL) {
      return List.of("");
    }
    List<String> homes = classification.jurisdictions();
    return homes.isEmpty() ? List.of(Classification.UNKNOWN_JURISDICTION) : homes;
  }
}
