package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Adds up values, or takes their average: exactly, since an average satisfies a bound just if the
 * sum satisfies it times the number of values.
 */
final class SumTally implements Tally {
  private final Bounds bounds;
  private final boolean average;
  private final Ledger ledger;

  SumTally(Bounds bounds, boolean average, Ledger ledger) {
    this.bounds = bounds;
    this.average = average;
    this.ledger = ledger;
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    BigDecimal total = BigDecimal.ZERO;
    for (MatchedEvent event : batch) {
      total = total.add(Numbers.parse(event.value()).orElseThrow());
    }
    ledger.add(batch.get(0).time(), batch.size(), total);
  }

  @Override
  public void enter(long time, Residue residue) {
    ledger.add(time, residue.count(), residue.sum());
  }

  @Override
  public void leave(long time) {
    ledger.leave(time);
  }

  @Override
  public long oldest() {
    return ledger.oldest();
  }

  @Override
  public boolean holds() {
    if (!average) {
      return bounds.holds(ledger.sum());
    }
    if (ledger.count() == 0) {
      return false;
    }
    BigDecimal values = BigDecimal.valueOf(ledger.count());
    return bounds.bounds().stream()
        .allMatch(bound -> bound.comparison().holds(ledger.sum(), bound.limit().multiply(values)));
  }

  @Override
  public BigDecimal number() {
    BigDecimal number =
        average
            ? ledger.sum().divide(BigDecimal.valueOf(ledger.count()), MathContext.DECIMAL64)
            : ledger.sum();
    return Numbers.plain(number);
  }

  @Override
  public void write(ByteWriter out) {
    ledger.write(out);
  }

  @Override
  public void read(ByteReader in) {
    ledger.read(in);
  }
}
