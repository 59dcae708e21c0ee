package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One decision under way: by which regimes, about which places, and step by step why. */
final class Decision {
  private final Policies policies;
  private final Question question;
  private final List<Approval> approvals;
  private final List<String> steps = new ArrayList<>();
  private final Set<String> profiles = new TreeSet<>();
  private final Set<String> clauses = new LinkedHashSet<>();
  private List<Regime> applying = List.of();

  private Decision(Policies policies, Question question, List<Approval> approvals) {
    this.policies = policies;
    this.question = question;
    this.approvals = approvals;
  }

  /**
   * Decides.
   *
   * @param approvals those that hold at the time of the record
   */
  static Verdict of(Policies policies, Question question, List<Approval> approvals) {
    return new Decision(policies, question, approvals).decide();
  }

  private Verdict decide() {
    if (policies.regimes().isEmpty()) {
      return deny("fails closed", "the policies that hold cannot be read");
    }
    Classification classification = question.classification();
    Optional<Region> source = operated(question.from());
    if (source.isEmpty()) {
      return deny("unknown region", "the region where the record is is unknown");
    }
    boolean global = question.destinationKind() == DestinationKind.GLOBAL_TOPIC;
    Optional<Region> destination = global ? Optional.empty() : operated(question.to());
    if (!global && destination.isEmpty()) {
      return deny("unknown region", "the region it is headed for is unknown");
    }
    if (!policies.purposes().contains(question.purpose())) {
      return deny("unknown purpose", "what it is sent for is no purpose that the policies know");
    }
    if (classification.dataClasses().contains(DataClass.UNKNOWN)) {
      return deny("unknown class", "what data it holds is unknown");
    }
    if (!classification.jurisdictions().stream().allMatch(policies::knows)) {
      return deny("unknown jurisdiction", "a subject's home is unknown");
    }
    Set<Regime> found = new HashSet<>();
    for (DataClass dataClass : classification.dataClasses()) {
      for (String home : homes(dataClass, classification)) {
        List<Regime> speaking =
            policies.regimes().stream().filter(r -> r.speaksOf(dataClass, home)).toList();
        if (speaking.isEmpty()) {
          return deny("no regime", "no regime speaks of " + dataClass + " data of this home");
        }
        found.addAll(speaking);
      }
    }
    applying = policies.regimes().stream().filter(found::contains).toList();
    return decide(source.get(), destination);
  }

  private Verdict decide(Region source, Optional<Region> destination) {
    boolean sold = question.purpose().equals(Duty.SALE);
    if (sold && duties().contains(Duty.SALE_PROHIBITED)) {
      return deny(clause(), "its sale is prohibited");
    }
    Set<String> common = new HashSet<>(whole(applying.get(0), source, destination));
    for (Regime regime : applying) {
      common.retainAll(whole(regime, source, destination));
    }
    if (common.isEmpty()) {
      return quarantine(clause(), "no region is permitted by all of " + names(), true);
    }
    boolean leaves = destination.isEmpty() || !source.id().equals(destination.get().id());
    for (Regime regime : applying) {
      if (!settle(regime, source, destination, leaves)) {
        return deny(
            regime.clause(),
            regime.id()
                + " does not permit "
                + question.kind().table()
                + " there, not even minimised");
      }
    }
    if (profiles.isEmpty()) {
      String granted = clauses.isEmpty() ? clause() : String.join("; ", clauses);
      return new Verdict.Permit(basis(granted, "permitted by all of " + names()));
    }
    return new Verdict.Minimise(
        basis(String.join("; ", clauses), "permitted with less in it"), List.copyOf(profiles));
  }

  /** What a regime says of the place; false if the record may not be there at all. */
  private boolean settle(
      Regime regime, Region source, Optional<Region> destination, boolean leaves) {
    Optional<String> permission = destination.flatMap(place -> permission(regime, source, place));
    if (permission.isPresent() && !(leaves && regime.minimisesWhatLeaves())) {
      steps.add(regime.id() + ": whole, " + permission.get());
      if (!regime.permitted().contains(destination.get().id())) {
        clauses.add(permission.get());
      }
      return true;
    }
    String place = destination.map(region -> place(regime, region)).orElse("a global topic");
    Optional<Regime.Exemption> exemption =
        regime.exemption(
            question.kind(), question.destinationKind(), question.classification().dataClasses());
    if (exemption.isEmpty()) {
      steps.add(regime.id() + ": " + place + ", and no exemption fits");
      return false;
    }
    steps.add(
        "%s: %s; minimised with %s by %s"
            .formatted(
                regime.id(),
                permission.isPresent() ? "it leaves its region" : place,
                exemption.get().profile(),
                exemption.get().clause()));
    profiles.add(exemption.get().profile());
    clauses.add(exemption.get().clause());
    return true;
  }

  private static String place(Regime regime, Region region) {
    if (regime.permitted().contains(region.id())) {
      return region.id() + " lacks a safeguard that the regime asks for";
    }
    return regime.restricted().contains(region.id())
        ? region.id() + " is restricted, and no condition for a transfer is met"
        : region.id() + " is not permitted";
  }

  /** Where a record may be whole by one regime alone. */
  private Set<String> whole(Regime regime, Region source, Optional<Region> destination) {
    Set<String> whole = new HashSet<>();
    for (Region region : policies.regions().all()) {
      boolean headedThere = destination.filter(region::equals).isPresent();
      if (safe(regime, region)
          && (regime.permitted().contains(region.id())
              || (headedThere && permission(regime, source, region).isPresent()))) {
        whole.add(region.id());
      }
    }
    return whole;
  }

  /** On what grounds a record may be whole at a place. */
  private Optional<String> permission(Regime regime, Region source, Region place) {
    if (!safe(regime, place)) {
      return Optional.empty();
    }
    if (regime.permitted().contains(place.id())) {
      return Optional.of(place.id() + " is permitted by " + regime.clause());
    }
    List<DataClass> held = question.classification().dataClasses();
    Optional<Transfer> adequate = regime.transfer(Transfer.Mechanism.ADEQUACY, place.id(), held);
    if (adequate.isPresent()) {
      return Optional.of(adequate.get().clause());
    }
    return regime
        .transfer(Transfer.Mechanism.SCC, place.id(), held)
        .flatMap(
            contract ->
                approvals.stream()
                    .filter(
                        a ->
                            a.covers(
                                regime.id(),
                                regime.mine(held),
                                source.id(),
                                place.id(),
                                question.purpose()))
                    .findFirst()
                    .map(approval -> contract.clause() + ", approval " + approval.id()));
  }

  private static boolean safe(Regime regime, Region region) {
    return regime.duties().stream()
        .flatMap(duty -> duty.safeguard().stream())
        .allMatch(region.safeguards()::contains);
  }

  private Verdict deny(String clause, String reason) {
    return quarantine(clause, reason, false);
  }

  private Verdict quarantine(String clause, String reason, boolean nowhere) {
    return new Verdict.Quarantine(basis(clause, reason), nowhere);
  }

  private Verdict.Basis basis(String clause, String reason) {
    steps.add(reason);
    return new Verdict.Basis(
        policies.version(),
        names(),
        clause,
        reason,
        List.copyOf(duties()),
        policies.retention(question.kind(), question.classification(), applying),
        steps);
  }

  private Set<Duty> duties() {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    applying.forEach(regime -> duties.addAll(regime.duties()));
    return duties;
  }

  private String clause() {
    return applying.get(0).clause();
  }

  private List<String> names() {
    return applying.stream().map(Regime::id).sorted().toList();
  }

  private Optional<Region> operated(String name) {
    return policies.regions().find(name).filter(Region::operated);
  }

  /** Where the subjects are at home; operational data has none, personal data some. */
  static List<String> homes(DataClass dataClass, Classification classification) {
    if (dataClass == DataClass.OPERATIONAL) {
      return List.of("");
    }
    List<String> homes = classification.jurisdictions();
    return homes.isEmpty() ? List.of(Classification.UNKNOWN_JURISDICTION) : homes;
  }
}
