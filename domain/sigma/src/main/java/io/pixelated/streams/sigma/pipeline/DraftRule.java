package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.CorrelationCondition;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rule while pipelines work on it. */
final class DraftRule {

  private final SigmaRule original;
  private final Map<String, Object> attributes = new HashMap<>();
  private final Set<String> applied = new HashSet<>();
  private final Map<String, Part> selections = new LinkedHashMap<>();
  private List<String> fields;
  private LogSource logSource;
  private Condition condition;
  private List<String> groupBy = List.of();
  private Map<String, Map<String, String>> aliases = Map.of();
  private CorrelationCondition threshold;

  DraftRule(SigmaRule rule) {
    original = rule;
    fields = rule.metadata().fields();
    if (rule instanceof DetectionRule detection) {
      logSource = detection.logSource();
      condition = detection.condition();
      detection.selections().forEach((name, each) -> selections.put(name, Part.of(each)));
    } else if (rule instanceof CorrelationRule correlation) {
      groupBy = correlation.groupBy();
      aliases = correlation.aliases();
      threshold = correlation.condition().orElse(null);
    } else {
      throw new IllegalArgumentException("a filter is rewritten with the rules it is for");
    }
  }

  /** The rule as it was before the first pipeline. */
  SigmaRule original() {
    return original;
  }

  Metadata metadata() {
    return original.metadata();
  }

  boolean isCorrelation() {
    return original instanceof CorrelationRule;
  }

  /** Null for a correlation. */
  LogSource logSource() {
    return logSource;
  }

  void logSource(LogSource changed) {
    logSource = changed;
  }

  List<String> fields() {
    return fields;
  }

  void fields(List<String> changed) {
    fields = List.copyOf(changed);
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  Set<String> applied() {
    return applied;
  }

  Map<String, Part> selections() {
    return selections;
  }

  Condition condition() {
    return condition;
  }

  void condition(Condition changed) {
    condition = changed;
  }

  List<String> groupBy() {
    return groupBy;
  }

  void groupBy(List<String> changed) {
    groupBy = List.copyOf(changed);
  }

  Map<String, Map<String, String>> aliases() {
    return aliases;
  }

  void aliases(Map<String, Map<String, String>> changed) {
    aliases = changed;
  }

  CorrelationCondition threshold() {
    return threshold;
  }

  void threshold(CorrelationCondition changed) {
    threshold = changed;
  }

  List<DetectionItem> items() {
    List<DetectionItem> items = new ArrayList<>();
    selections.values().forEach(part -> part.forEach(item -> items.add(item.item())));
    return items;
  }

  /** The fields that the rule's selections ask for. */
  Set<String> itemFields() {
    Set<String> names = new LinkedHashSet<>();
    items().forEach(item -> item.field().ifPresent(names::add));
    return names;
  }

  /** The rule that this has become. */
  SigmaRule finish() {
    Metadata metadata = original.metadata().withFields(fields);
    if (original instanceof CorrelationRule rule) {
      return new CorrelationRule(
          metadata,
          rule.type(),
          rule.rules(),
          groupBy,
          rule.timespan(),
          aliases,
          Optional.ofNullable(threshold),
          rule.suppress(),
          rule.generate());
    }
    Map<String, Selection> kept = new LinkedHashMap<>();
    selections.forEach((name, part) -> part.finish().ifPresent(each -> kept.put(name, each)));
    Condition remaining =
        DroppedSelections.without(condition, kept.keySet())
            .orElseThrow(
                () ->
                    new RuleRefusal(
                        "the pipelines drop everything that the condition asks for; let"
                            + " 'drop_detection_item' match fewer items"));
    return new DetectionRule(metadata, logSource, kept, remaining);
  }
}
