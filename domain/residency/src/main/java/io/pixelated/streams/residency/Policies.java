package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.residency.minimise.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Residency policies of one version: the decision, without any record's content. Immutable. */
public final class Policies {
  private final String version;
  private final List<Regime> regimes;
  private final Map<String, Profile> profiles;
  private final Set<String> purposes;
  private final List<LegalHold> holds;
  private final Regions regions;
  private final Set<String> jurisdictions = new HashSet<>();

  Policies(
      String version,
      List<Regime> regimes,
      Map<String, Profile> profiles,
      Set<String> purposes,
      List<LegalHold> holds,
      Regions regions) {
    this.version = Objects.requireNonNull(version, "version");
    this.regimes = List.copyOf(regimes);
    this.profiles = Map.copyOf(profiles);
    this.purposes = Set.copyOf(purposes);
    this.holds = List.copyOf(holds);
    this.regions = Objects.requireNonNull(regions, "regions");
    regimes.forEach(regime -> jurisdictions.addAll(regime.jurisdictions()));
    regions.all().forEach(region -> jurisdictions.add(region.jurisdiction()));
  }

  /** The policies that are shipped with the product. */
  public static Policies shipped() {
    return parse(PolicyText.resource("policies.yaml"), Regions.shipped());
  }

  /** What decides where there should be policies and they cannot be read: nothing goes anywhere. */
  public static Policies denying() {
    return new Policies("unreadable", List.of(), Map.of(), Set.of(), List.of(), Regions.shipped());
  }

  /**
   * Whether these stand for policies that cannot be read: they say nothing, of retention either.
   */
  public boolean isDenying() {
    return regimes.isEmpty();
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

  /**
   * What may become of a record.
   *
   * @param approvals those that hold at the time of the record
   */
  public Verdict decide(Question question, List<Approval> approvals) {
    return Decision.of(this, question, approvals);
  }

  /** How long verdicts on records of a classification are kept. */
  public Retention auditRetention(Classification classification) {
    return RetentionRule.together(auditRules(applying(classification)), List.of());
  }

  /** The longest that these policies have any verdict kept, in months. */
  public int longestAuditMonths() {
    return auditRules(regimes).stream().mapToInt(RetentionRule::keepAtLeast).max().orElse(0);
  }

  /**
   * How long records of a kind and classification are kept: what a verdict on one says, wherever it
   * is headed.
   */
  public Retention retention(RecordKind kind, Classification classification) {
    return retention(kind, classification, applying(classification));
  }

  private List<Regime> applying(Classification classification) {
    return regimes.stream()
        .filter(
            regime ->
                classification.dataClasses().stream()
                    .anyMatch(
                        dataClass ->
                            Decision.homes(dataClass, classification).stream()
                                .anyMatch(home -> regime.speaksOf(dataClass, home))))
        .toList();
  }

  private static List<RetentionRule> auditRules(List<Regime> regimes) {
    return regimes.stream()
        .flatMap(regime -> regime.retention().stream())
        .filter(rule -> rule.category().equals(RetentionRule.AUDIT))
        .toList();
  }

  Retention retention(RecordKind kind, Classification classification, List<Regime> applying) {
    List<RetentionRule> rules = new ArrayList<>();
    for (Regime regime : applying) {
      regime.retention().stream()
          .filter(rule -> rule.records().contains(kind))
          .filter(rule -> classification.dataClasses().stream().anyMatch(rule.classes()::contains))
          .forEach(rules::add);
    }
    return RetentionRule.together(
        rules,
        holds.stream()
            .filter(hold -> hold.covers(kind, classification))
            .map(LegalHold::id)
            .sorted()
            .toList());
  }

  /** What minimised records keep by the profile of that name; null if there is none. */
  public Profile profile(String name) {
    return profiles.get(name);
  }

  List<Regime> regimes() {
    return regimes;
  }

  Set<String> purposes() {
    return purposes;
  }

  /** Whether a jurisdiction is, or is part of, one that a regime or a region names. */
  boolean knows(String jurisdiction) {
    return jurisdictions.stream().anyMatch(known -> Regime.covers(known, jurisdiction));
  }
}
