package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells which kinds of events there are: distinct values of a field, or rules that matched. Of each
 * it knows when it was last seen; of too many kinds, those seen last, which leave last.
 */
final class DistinctTally implements Tally {
  private final WindowCondition condition;
  private final Function<MatchedEvent, List<String>> kinds;
  private final int most;

  /** When each kind was last seen, the one seen longest ago first. */
  private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();

  /**
   * @param most how many kinds are told apart at most
   */
  DistinctTally(WindowCondition condition, Function<MatchedEvent, List<String>> kinds, int most) {
    this.condition = condition;
    this.kinds = kinds;
    this.most = most;
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    for (MatchedEvent event : batch) {
      for (String kind : kinds.apply(event)) {
        seen.remove(kind);
        seen.put(kind, event.time());
      }
    }
    if (seen.size() > most) {
      dropOldest(seen.size() - most);
    }
  }

  @Override
  public void leave(long time) {
    Iterator<Long> times = seen.values().iterator();
    while (times.hasNext() && times.next() <= time) {
      times.remove();
    }
  }

  @Override
  public long oldest() {
    return seen.isEmpty() ? NEVER : seen.values().iterator().next();
  }

  @Override
  public boolean holds() {
    if (condition instanceof Bounds bounds) {
      return bounds.holds(number());
    }
    for (Term term : ((Formula) condition).terms()) {
      if (seen.keySet().containsAll(term.present())
          && Collections.disjoint(seen.keySet(), term.absent())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public BigDecimal number() {
    return BigDecimal.valueOf(seen.size());
  }

  @Override
  public long latest(String kind) {
    return seen.getOrDefault(kind, NOT_HELD);
  }

  @Override
  public boolean isOutOfReach(int more) {
    return condition instanceof Bounds bounds
        && !bounds.holds(BigDecimal.valueOf((long) seen.size() + more));
  }

  @Override
  public void forget(Predicate<String> gone) {
    seen.keySet().removeIf(gone);
  }

  @Override
  public void write(ByteWriter out) {
    out.writeCount(seen.size());
    long before = 0;
    for (Map.Entry<String, Long> kind : seen.entrySet()) {
      out.writeString(kind.getKey());
      out.writeLong(kind.getValue() - before);
      before = kind.getValue();
    }
  }

  @Override
  public void read(ByteReader in) {
    int size = in.readSize();
    long time = 0;
    for (int i = 0; i < size; i++) {
      String kind = in.readString();
      time += in.readLong();
      seen.put(kind, time);
    }
  }

  /** Of kinds seen at one time, which go is decided by their names. */
  private void dropOldest(int surplus) {
    List<String> gone =
        seen.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .limit(surplus)
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(seen::remove);
  }
}
