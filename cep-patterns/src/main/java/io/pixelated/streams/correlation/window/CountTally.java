package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.List;

/** Counts events. */
final class CountTally implements Tally {
  private final Bounds bounds;
  private final Ledger ledger;

  CountTally(Bounds bounds, Ledger ledger) {
    this.bounds = bounds;
    this.ledger = ledger;
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    ledger.add(batch.get(0).time(), batch.size(), BigDecimal.ZERO);
  }

  @Override
  public void enter(long time, Residue residue) {
    ledger.add(time, residue.count(), BigDecimal.ZERO);
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
    return bounds.holds(number());
  }

  @Override
  public BigDecimal number() {
    return BigDecimal.valueOf(ledger.count());
  }

  @Override
  public boolean isOutOfReach(int more) {
    return !bounds.holds(BigDecimal.valueOf(ledger.count() + more));
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
