package io.pixelated.streams.incidents.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What became of the incidents that a rule had part in.
 *
 * @param rule the rule's id
 * @param title its title
 * @param truePositives incidents that were attacks
 * @param falsePositives incidents that were nothing
 * @param benign incidents that were what the rule is meant to find, but allowed
 */
public record RuleQuality(
    String rule, String title, long truePositives, long falsePositives, long benign) {
  /** Standard deviations of a 95 % interval. */
  private static final double Z = 1.959964;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public RuleQuality {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(title, "title");
  }

  /** Incidents with a verdict. */
  public long verdicts() {
    return truePositives + falsePositives + benign;
  }

  /** The share of false positives; 0 if there are no verdicts. */
  public double rate() {
    return verdicts() == 0 ? 0 : (double) falsePositives / verdicts();
  }

  /**
   * What the rate is at least, with 95 % confidence: the lower end of Wilson's interval, which does
   * not jump to conclusions from few verdicts (one of one says no more than 21 %).
   */
  public double rateAtLeast() {
    return wilson(-1);
  }

  /** What the rate is at most, with 95 % confidence. */
  public double rateAtMost() {
    return wilson(1);
  }

  private double wilson(int side) {
    double n = verdicts();
    if (n == 0) {
      return side < 0 ? 0 : 1;
    }
    double p = rate();
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double bound = (p + Z * Z / (2 * n) + side * spread) / (1 + Z * Z / n);
    return Math.min(1, Math.max(0, bound));
  }

  RuleQuality plus(Disposition.Verdict verdict, int change) {
    return new RuleQuality(
        rule,
        title,
        truePositives + (verdict == Disposition.Verdict.TRUE_POSITIVE ? change : 0),
        falsePositives + (verdict == Disposition.Verdict.FALSE_POSITIVE ? change : 0),
        benign + (verdict == Disposition.Verdict.BENIGN ? change : 0));
  }

  RuleQuality titled(String newTitle) {
    return new RuleQuality(rule, newTitle, truePositives, falsePositives, benign);
  }

  /** As it stands on {@code detection.rules.quality}, UTF-8 JSON. */
  public byte[] toJson() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("rule", rule);
    node.put("title", title);
    node.put("true_positives", truePositives);
    node.put("false_positives", falsePositives);
    node.put("benign", benign);
    node.put("false_positive_rate", rounded(rate()));
    node.put("false_positive_rate_at_least", rounded(rateAtLeast()));
    node.put("false_positive_rate_at_most", rounded(rateAtMost()));
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
