package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * How long a regime has records of a category kept.
 *
 * @param precedence of the regime: where two contradict each other, the lower number prevails
 * @param records kinds of records; none for {@link #AUDIT}
 * @param keepAtLeast months; 0: as short as one likes
 * @param deleteAtLatest months; 0: as long as one likes
 */
record RetentionRule(
    String regime,
    int precedence,
    String category,
    List<RecordKind> records,
    List<DataClass> classes,
    int keepAtLeast,
    int deleteAtLatest) {
  /** The category of the audit trail itself. */
  static final String AUDIT = "audit";

  /**
   * What some rules say together. The strictest holds: longest keeping, soonest deletion. Where
   * these contradict each other, a regime of lower precedence yields as far as it must.
   */
  static Retention together(List<RetentionRule> rules, List<String> holds) {
    List<RetentionRule> ordered = new ArrayList<>(rules);
    ordered.sort(Comparator.comparingInt(RetentionRule::precedence));
    int keep = 0;
    int delete = Integer.MAX_VALUE;
    List<String> yielded = new ArrayList<>();
    for (RetentionRule rule : ordered) {
      int latest = rule.deleteAtLatest() == 0 ? Integer.MAX_VALUE : rule.deleteAtLatest();
      if (rule.keepAtLeast() > delete) {
        yielded.add(rule.yields("keep " + rule.keepAtLeast(), delete));
      }
      if (latest < keep) {
        yielded.add(rule.yields("delete by " + latest, keep));
      }
      keep = Math.max(keep, Math.min(rule.keepAtLeast(), delete));
      delete = Math.max(keep, Math.min(delete, latest));
    }
    return new Retention(
        keep,
        delete == Integer.MAX_VALUE ? 0 : delete,
        List.copyOf(new TreeSet<>(ordered.stream().map(RetentionRule::category).toList())),
        holds,
        String.join("; ", yielded));
  }

  private String yields(String demand, int months) {
    return "%s (%s months, precedence %d) yields to %d months"
        .formatted(regime, demand, precedence, months);
  }
}
