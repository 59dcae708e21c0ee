package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Fired;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Alerts as text, so that a difference can be read. */
final class Told {
  private static final MathContext DIGITS = new MathContext(15);

  private Told() {}

  /** One line per alert, sorted. */
  static List<String> of(Collection<Fired> alerts) {
    return alerts.stream().map(Told::of).sorted().toList();
  }

  private static String of(Fired alert) {
    return "%s at %s of %s: %s by %s%s%s"
        .formatted(
            alert.rule(),
            seconds(alert.time()),
            new TreeMap<>(alert.group()),
            number(alert.count()),
            alert.events().stream().sorted().toList(),
            alert.suppressed() > 0 ? ", suppressed " + alert.suppressed() : "",
            alert.tied() ? ", tied" : "");
  }

  /** Seconds since the suite's zero. */
  static String seconds(long time) {
    return number(BigDecimal.valueOf(time - CaseFiles.ZERO, 3));
  }

  private static String number(BigDecimal number) {
    return number.round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
