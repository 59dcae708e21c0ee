package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.FilterSet;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that fit together: ids and names are unique, every rule that a correlation or filter refers
 * to is there, and filters are applied.
 */
public final class RuleCollection {

  private final Map<String, SigmaRule> byReference;
  private final List<DetectionRule> detections;
  private final List<CorrelationRule> correlations;
  private final List<FilterRule> filters;
  private final List<ForeignDocument> foreign;
  private final List<Rejection> rejections;

  private RuleCollection(
      Map<String, SigmaRule> byReference,
      List<SigmaRule> rules,
      List<ForeignDocument> foreign,
      List<Rejection> rejections) {
    this.byReference = Map.copyOf(byReference);
    this.detections = only(DetectionRule.class, rules);
    this.correlations = only(CorrelationRule.class, rules);
    this.filters = only(FilterRule.class, rules);
    this.foreign = List.copyOf(foreign);
    this.rejections = List.copyOf(rejections);
  }

  /** Keeps what fits together of {@code loaded} and rejects the rest. */
  public static RuleCollection of(LoadResult loaded) {
    return of(loaded, (rule, others) -> new RuleRewriter.Rewritten(rule));
  }

  /** Keeps what fits together of {@code loaded} after {@code pipelines}, and rejects the rest. */
  static RuleCollection of(LoadResult loaded, RuleRewriter pipelines) {
    List<Rejection> rejections = new ArrayList<>(loaded.rejections());
    Map<String, SigmaRule> byReference = new LinkedHashMap<>();
    List<SigmaRule> rules = unique(loaded.rules(), byReference, rejections);
    new ReferenceCheck(byReference, rejections).removeIncomplete(rules);
    FilterSet filters = FilterSet.of(only(FilterRule.class, rules));
    rules.replaceAll(rule -> filtered(rule, filters));
    rules.forEach(
        rule -> {
          rule.metadata().name().ifPresent(name -> byReference.put(name, rule));
          rule.metadata().id().ifPresent(id -> byReference.put(id, rule));
        });
    int before = rejections.size();
    rewrite(rules, byReference, pipelines, rejections);
    if (rejections.size() > before) {
      List<SigmaRule> tuned = new ArrayList<>(rules);
      tuned.removeIf(FilterRule.class::isInstance);
      rules.removeIf(rule -> !(rule instanceof FilterRule));
      new ReferenceCheck(byReference, rejections).removeIncomplete(tuned);
      rules.addAll(tuned);
    }
    return new RuleCollection(byReference, rules, loaded.foreign(), rejections);
  }

  /** The detection rules, with the filters that are for them. */
  public List<DetectionRule> detections() {
    return detections;
  }

  public List<CorrelationRule> correlations() {
    return correlations;
  }

  public List<FilterRule> filters() {
    return filters;
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

  private static <R extends SigmaRule> List<R> only(Class<R> kind, List<SigmaRule> rules) {
    return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static SigmaRule filtered(SigmaRule rule, FilterSet filters) {
    return rule instanceof DetectionRule detection ? filters.applyTo(detection) : rule;
  }

  private static void rewrite(
      List<SigmaRule> rules,
      Map<String, SigmaRule> byReference,
      RuleRewriter pipelines,
      List<Rejection> rejections) {
    Map<String, SigmaRule> originals = Map.copyOf(byReference);
    IdentityHashMap<SigmaRule, SigmaRule> rewritten = new IdentityHashMap<>();
    for (SigmaRule rule : rules) {
      RuleRewriter.Outcome outcome =
          pipelines.rewrite(rule, reference -> Optional.ofNullable(originals.get(reference)));
      if (outcome instanceof RuleRewriter.Rewritten kept) {
        rewritten.put(rule, kept.rule());
      } else {
        rejections.add(((RuleRewriter.Refused) outcome).rejection());
      }
    }
    rules.removeIf(rule -> !rewritten.containsKey(rule));
    rules.replaceAll(rewritten::get);
    byReference.values().removeIf(rule -> !rewritten.containsKey(rule));
    byReference.replaceAll((reference, rule) -> rewritten.get(rule));
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
