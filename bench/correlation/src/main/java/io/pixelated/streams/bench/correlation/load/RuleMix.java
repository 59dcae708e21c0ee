package io.pixelated.streams.bench.correlation.load;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rules as a large rule base would have them: all kinds of correlations in fixed shares, with
 * timespans of five minutes to an hour and thresholds that ordinary groups seldom reach.
 */
public final class RuleMix {
  /** How many of a hundred rules are of which kind; the rest are counts. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(15, RuleMix::valueCount),
          new Kind(8, RuleMix::sum),
          new Kind(4, RuleMix::average),
          new Kind(3, RuleMix::percentile),
          new Kind(2, RuleMix::median),
          new Kind(10, RuleMix::temporal),
          new Kind(2, RuleMix::severalOf),
          new Kind(10, RuleMix::ordered),
          new Kind(5, RuleMix::unapproved),
          new Kind(3, RuleMix::silence),
          new Kind(7, RuleMix::sequence),
          new Kind(3, RuleMix::chainedCount),
          new Kind(2, RuleMix::chainedTemporal));

  private static final int DETECTIONS = 300;
  private static final String[] TIMESPANS = {"10m", "15m", "5m", "30m", "1h", "15m", "10m"};
  private static final int[] THRESHOLDS = {30, 50, 20, 100, 40};

  private final int size;

  private record Kind(int share, Shape shape) {}

  private interface Shape {
    String write(RuleMix mix, int rule);
  }

  /**
   * @param size how many correlations and sequences
   */
  public RuleMix(int size) {
    this.size = size;
  }

  /** The detection rules and the correlations over them, one document each. */
  public List<RuleDocument> documents() {
    List<RuleDocument> documents = new ArrayList<>();
    for (int i = 0; i < DETECTIONS; i++) {
      add(documents, detection(i), i);
    }
    for (int i = 0; i < size; i++) {
      add(documents, shape(i % 100).write(this, i), DETECTIONS + i);
    }
    return documents;
  }

  private static void add(List<RuleDocument> documents, String text, int offset) {
    documents.add(
        new RuleDocument(
            id(offset), text, "bench/" + offset + ".yml", new Origin("bench.rules", 0, offset, 0)));
  }

  /** What rule {@code number} of a hundred is; spread, so that any part of them is mixed. */
  private static Shape shape(int number) {
    int place = number * 37 % 100;
    for (Kind kind : KINDS) {
      if (place < kind.share()) {
        return kind.shape();
      }
      place -= kind.share();
    }
    return RuleMix::count;
  }

  private static String id(int number) {
    return UUID.nameUUIDFromBytes(("rule " + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String detection(int number) {
    return """
    title: Detection %1$d
    id: %2$s
    name: d%1$d
    logsource:
        category: process_creation
        product: windows
    detection:
        selection:
            Image|endswith: '\\tool%1$d.exe'
        condition: selection
    level: medium
    """
        .formatted(number, id(number));
  }

  private String count(int rule) {
    return correlation(rule, "event_count", 1, "condition: {gte: " + threshold(rule) + "}");
  }

  private String valueCount(int rule) {
    return correlation(
        rule, "value_count", 1, "condition: {field: target, gte: " + (5 + rule % 4 * 5) + "}");
  }

  private String sum(int rule) {
    return correlation(
        rule, "value_sum", 1, "condition: {field: bytes, gt: " + threshold(rule) * 50 + ".5}");
  }

  private String average(int rule) {
    return correlation(rule, "value_avg", 1, "condition: {field: bytes, gt: 90}");
  }

  private String percentile(int rule) {
    return correlation(
        rule, "value_percentile", 1, "condition: {field: bytes, percentile: 90, gte: 99}");
  }

  private String median(int rule) {
    return correlation(rule, "value_median", 1, "condition: {field: bytes, gt: 90}");
  }

  private String temporal(int rule) {
    return correlation(rule, "temporal", 2 + rule % 2, "");
  }

  private String severalOf(int rule) {
    return correlation(rule, "temporal", 4, "condition: {gte: 3}");
  }

  private String ordered(int rule) {
    return correlation(rule, "temporal_ordered", 2 + rule % 2, "");
  }

  /** The second rule without the first, which is the usual one. */
  private String unapproved(int rule) {
    return correlation(
        rule, "temporal", 2, "condition: " + named(rule, 1) + " and not " + named(rule, 0));
  }

  private String silence(int rule) {
    return correlation(rule, "event_count", 1, "condition: {lt: 1}");
  }

  private String sequence(int rule) {
    return head(rule)
        + """
        sequence:
            within: %s
            group-by: [%s]
            steps:
                - rule: %s
                - rule: %s
                - rule: %s
        """
            .formatted(
                timespan(rule), groupBy(rule), named(rule, 0), named(rule, 1), named(rule, 2));
  }

  private String chainedCount(int rule) {
    return over(rule, "event_count", List.of(below(rule, 1)), "condition: {gte: 3}");
  }

  private String chainedTemporal(int rule) {
    return over(rule, "temporal", List.of(below(rule, 1), below(rule, 2)), "");
  }

  /** The correlation {@code distance} before {@code rule} that groups alike. */
  private String below(int rule, int distance) {
    int other = rule - distance * 4;
    while (other >= 0 && groupBy(other).equals(groupBy(rule))) {
      return "c" + other;
    }
    throw new IllegalStateException("rule " + rule + " has no rule before it to build on");
  }

  private String correlation(int rule, String type, int detections, String condition) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < detections; i++) {
      rules.add(named(rule, i));
    }
    return over(rule, type, rules, condition);
  }

  private String over(int rule, String type, List<String> rules, String condition) {
    return head(rule)
        + """
        correlation:
            type: %s
            rules: [%s]
            group-by: [%s]
            timespan: %s
            %s
        """
            .formatted(type, String.join(", ", rules), groupBy(rule), timespan(rule), condition);
  }

  private static String head(int rule) {
    return """
    title: Correlation %1$d
    id: %2$s
    name: c%1$d
    level: high
    """
        .formatted(rule, id(DETECTIONS + rule));
  }

  /** Detection number {@code step} of a rule; its first one is what usually happens. */
  private static String named(int rule, int step) {
    return "d" + (rule * 7 + step * 31) % DETECTIONS;
  }

  private static String groupBy(int rule) {
    return rule % 4 == 3 ? "user, address" : "user";
  }

  private static String timespan(int rule) {
    return TIMESPANS[rule % TIMESPANS.length];
  }

  private static int threshold(int rule) {
    return THRESHOLDS[rule % THRESHOLDS.length];
  }
}
