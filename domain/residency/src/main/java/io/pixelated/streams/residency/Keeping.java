package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Why a record may not be deleted yet.
 *
 * @param clause the law or rule that orders it to be kept, or the legal hold
 * @param months from the record's time; 0: until the hold ends
 */
public record Keeping(String clause, int months) {
  /**
   * What keeps a record from being deleted; empty if nothing does by that time.
   *
   * @param region the region whose database holds it
   * @param time the record's time, epoch milliseconds
   * @param now epoch milliseconds
   */
  public static Optional<Keeping> of(
      Policies policies,
      RecordKind kind,
      Classification classification,
      String region,
      long time,
      long now) {
    Question question =
        new Question(
            kind, classification, region, DestinationKind.REGIONAL_STORE, region, Request.SECURITY);
    Verdict.Basis basis = policies.decide(question, List.of()).basis();
    Retention retention = basis.retention();
    if (!retention.holds().isEmpty()) {
      return Optional.of(new Keeping("legal hold " + String.join(", ", retention.holds()), 0));
    }
    int months = retention.keepAtLeastMonths();
    if (months == 0 || after(time, months) <= now) {
      return Optional.empty();
    }
    return policies.regimes().stream()
        .filter(regime -> basis.regimes().contains(regime.id()))
        .flatMap(regime -> regime.retention().stream().map(rule -> keeping(regime, rule, kind)))
        .flatMap(Optional::stream)
        .filter(keeping -> keeping.months() >= months)
        .findFirst()
        .or(() -> Optional.of(new Keeping(basis.clause(), months)));
  }

  /** When it may be deleted, epoch milliseconds; {@link Long#MAX_VALUE} while a hold lasts. */
  public long until(long time) {
    return months == 0 ? Long.MAX_VALUE : after(time, months);
  }

  private static Optional<Keeping> keeping(Regime regime, RetentionRule rule, RecordKind kind) {
    return rule.records().contains(kind) && rule.keepAtLeast() > 0
        ? Optional.of(
            new Keeping(
                "%s, %s: category %s is kept at least %d months"
                    .formatted(regime.id(), regime.clause(), rule.category(), rule.keepAtLeast()),
                rule.keepAtLeast()))
        : Optional.empty();
  }

  private static long after(long time, int months) {
    return Instant.ofEpochMilli(time)
        .atOffset(ZoneOffset.UTC)
        .plusMonths(months)
        .toInstant()
        .toEpochMilli();
  }
}
