package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that fit together: ids and names are unique, and every rule that a correlation refers to is
 * there.
 */
public final class RuleCollection {

  private final Map<String, SigmaRule> byReference;
  private final List<DetectionRule> detections;
  private final List<CorrelationRule> correlations;
  private final List<ForeignDocument> foreign;
  private final List<Rejection> rejections;

  private RuleCollection(
      Map<String, SigmaRule> byReference,
      List<SigmaRule> rules,
      List<ForeignDocument> foreign,
      List<Rejection> rejections) {
    this.byReference = Map.copyOf(byReference);
    this.detections =
        rules.stream()
            .filter(DetectionRule.class::isInstance)
            .map(DetectionRule.class::cast)
            .toList();
    this.correlations =
        rules.stream()
            .filter(CorrelationRule.class::isInstance)
            .map(CorrelationRule.class::cast)
            .toList();
    this.foreign = List.copyOf(foreign);
    this.rejections = List.copyOf(rejections);
  }

  /** Keeps what fits together of {@code loaded} and rejects the rest. */
  public static RuleCollection of(LoadResult loaded) {
    List<Rejection> rejections = new ArrayList<>(loaded.rejections());
    Map<String, SigmaRule> byReference = new LinkedHashMap<>();
    List<SigmaRule> rules = unique(loaded.rules(), byReference, rejections);
    new ReferenceCheck(byReference, rejections).removeIncomplete(rules);
    return new RuleCollection(byReference, rules, loaded.foreign(), rejections);
  }

  public List<DetectionRule> detections() {
    return detections;
  }

  public List<CorrelationRule> correlations() {
    return correlations;
  }

  /** Documents that the loader was told to leave to others. */
  public List<ForeignDocument> foreign() {
    return foreign;
  }

  public List<Rejection> rejections() {
    return rejections;
  }

  /** The rule with this id or name. */
  public Optional<SigmaRule> find(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  private static List<SigmaRule> unique(
      List<SigmaRule> rules, Map<String, SigmaRule> byReference, List<Rejection> rejections) {
    List<SigmaRule> kept = new ArrayList<>();
    for (SigmaRule rule : rules) {
      Map<String, String> own = new HashMap<>();
      rule.metadata().name().ifPresent(name -> own.put(name, "name"));
      rule.metadata().id().ifPresent(id -> own.put(id, "id"));
      Optional<String> taken = own.keySet().stream().filter(byReference::containsKey).findFirst();
      if (taken.isPresent()) {
        rejections.add(duplicate(rule, own.get(taken.get()), taken.get(), byReference));
      } else {
        own.keySet().forEach(reference -> byReference.put(reference, rule));
        kept.add(rule);
      }
    }
    return kept;
  }

  private static Rejection duplicate(
      SigmaRule rule, String what, String value, Map<String, SigmaRule> byReference) {
    SigmaRule first = byReference.get(value);
    return new Rejection(
        rule.metadata().source().file(),
        rule.key(),
        rule.metadata().source().line(),
        what
            + " '"
            + value
            + "' is already used by '"
            + first.metadata().title()
            + "' at "
            + first.metadata().source()
            + "; give each rule its own");
  }
}
