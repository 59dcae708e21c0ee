package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;

/** Rules of tests, and records of the topic that they come from. */
final class Rules {
  static final String FAILED =
      """
      title: Failed
      id: rule-failed
      name: failed
      logsource: {product: windows}
      detection:
        selection: {EventID: 4625}
        condition: selection
      level: low
      """;
  static final String MANY_FAILED =
      """
      title: Many failed
      id: corr-many
      correlation:
        type: event_count
        rules: [failed]
        group-by: [TargetUserName]
        timespan: 5m
        condition: {gte: 2}
      level: high
      """;
  static final String BROKEN = FAILED.replace("condition: selection", "condition: selektion");

  private Rules() {}

  /** The record at {@code offset} of {@code detection.rules}. */
  static RuleDocument record(long offset, String key, String text) {
    return new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, offset, 0));
  }

  static RuleDocument tombstone(long offset, String key) {
    return new RuleDocument(key, "", "", new Origin("detection.rules", 0, offset, 0));
  }
}
