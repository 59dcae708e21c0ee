package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.WindowCondition;
import io.pixelated.streams.correlation.WindowCondition.Bounds;
import io.pixelated.streams.correlation.WindowCondition.Formula;
import io.pixelated.streams.correlation.WindowCondition.Term;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tells which rules occurred in the order in which the correlation lists them.
 *
 * <p>It follows chains of events in order: for each place that a chain can have come to, the latest
 * time at which one that has may have begun. That the latest beginning is enough is why events need
 * not be kept: if it lies before the window, so does any other.
 */
final class OrderTally implements Tally {
  private final WindowCondition condition;
  private final List<String> rules;
  private final long shape;

  /** When each rule last occurred. */
  private final long[] last;

  /** Chains in which events of one time count as being in order, and in which they do not. */
  private final List<Chains> loose = new ArrayList<>();

  private final List<Chains> strict = new ArrayList<>();
  private long left = NOT_HELD;

  private OrderTally(WindowCondition condition, List<String> rules, List<int[]> alternatives) {
    this.condition = condition;
    this.rules = rules;
    this.shape = shape(rules, alternatives);
    this.last = new long[rules.size()];
    Arrays.fill(last, NOT_HELD);
    for (int[] members : alternatives) {
      loose.add(new Chains(members));
      strict.add(new Chains(members));
    }
  }

  /** What makes tallies of a rule; each begins empty. */
  static Supplier<Tally> of(WindowCondition condition, List<String> rules) {
    List<int[]> alternatives = new ArrayList<>();
    if (condition instanceof Formula formula) {
      formula.terms().forEach(term -> alternatives.add(members(rules, term.present())));
    } else {
      alternatives.add(members(rules, Set.copyOf(rules)));
    }
    return () -> new OrderTally(condition, rules, alternatives);
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    Set<String> matched = new HashSet<>();
    batch.forEach(event -> matched.addAll(event.rules()));
    long time = batch.get(0).time();
    boolean[] occurred = new boolean[rules.size()];
    for (int rule = 0; rule < occurred.length; rule++) {
      if (matched.contains(rules.get(rule))) {
        occurred[rule] = true;
        last[rule] = time;
      }
    }
    loose.forEach(chains -> chains.enter(occurred, time, true));
    strict.forEach(chains -> chains.enter(occurred, time, false));
  }

  @Override
  public void leave(long time) {
    left = Math.max(left, time);
    for (int rule = 0; rule < last.length; rule++) {
      if (last[rule] <= left) {
        last[rule] = NOT_HELD;
      }
    }
  }

  @Override
  public long oldest() {
    long oldest = NEVER;
    for (long time : last) {
      oldest = time == NOT_HELD ? oldest : Math.min(oldest, time);
    }
    for (Chains chains : loose) {
      oldest = Math.min(oldest, chains.oldest(left));
    }
    return oldest;
  }

  @Override
  public boolean holds() {
    return holds(loose);
  }

  @Override
  public boolean isTied() {
    return !holds(strict);
  }

  @Override
  public BigDecimal number() {
    if (condition instanceof Bounds) {
      return BigDecimal.valueOf(loose.get(0).longest(left));
    }
    long occurring = 0;
    for (long time : last) {
      occurring += time == NOT_HELD ? 0 : 1;
    }
    return BigDecimal.valueOf(occurring);
  }

  @Override
  public long latest(String kind) {
    int rule = rules.indexOf(kind);
    return rule < 0 ? NOT_HELD : last[rule];
  }

  @Override
  public void write(ByteWriter out) {
    out.writeLong(shape);
    writeTimes(out, last);
    for (int i = 0; i < loose.size(); i++) {
      loose.get(i).write(out);
      strict.get(i).write(out);
    }
  }

  @Override
  public void read(ByteReader in) {
    if (in.readLong() != shape) {
      // Of other alternatives than these, it is said anew what there was.
      return;
    }
    readTimes(in, last);
    for (int i = 0; i < loose.size(); i++) {
      loose.get(i).read(in);
      strict.get(i).read(in);
    }
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(last, NOT_HELD);
    loose.forEach(Chains::clear);
    strict.forEach(Chains::clear);
  }

  private static long shape(List<String> rules, List<int[]> alternatives) {
    long shape = rules.hashCode();
    for (int[] members : alternatives) {
      shape = shape * 31 + Arrays.hashCode(members);
    }
    return shape;
  }

  private boolean holds(List<Chains> alternatives) {
    if (condition instanceof Bounds bounds) {
      return bounds.holds(BigDecimal.valueOf(alternatives.get(0).longest(left)));
    }
    List<Term> terms = ((Formula) condition).terms();
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      if (alternatives.get(i).longest(left) == term.present().size()
          && term.absent().stream().allMatch(rule -> latest(rule) == NOT_HELD)) {
        return true;
      }
    }
    return false;
  }

  private static int[] members(List<String> rules, Set<String> present) {
    return IntStream.range(0, rules.size())
        .filter(rule -> present.contains(rules.get(rule)))
        .toArray();
  }

  private static void writeTimes(ByteWriter out, long[] times) {
    long before = 0;
    for (long time : times) {
      out.writeBoolean(time != NOT_HELD);
      if (time != NOT_HELD) {
        out.writeLong(time - before);
        before = time;
      }
    }
  }

  private static void readTimes(ByteReader in, long[] times) {
    long before = 0;
    for (int i = 0; i < times.length; i++) {
      times[i] = NOT_HELD;
      if (in.readBoolean()) {
        before += in.readLong();
        times[i] = before;
      }
    }
  }

  /** The chains through some rules in their order. */
  private static final class Chains {
    private final int[] members;

    /** {@code begins[length - 1][member]}: the latest beginning of a chain that ends with it. */
    private final long[][] begins;

    Chains(int[] members) {
      this.members = members;
      this.begins = new long[members.length][members.length];
      clear();
    }

    final void clear() {
      for (long[] row : begins) {
        Arrays.fill(row, NOT_HELD);
      }
    }

    void enter(boolean[] occurred, long time, boolean ties) {
      // Forwards, what is of one time counts as being in order; backwards, it does not.
      for (int i = 0; i < members.length; i++) {
        int member = ties ? i : members.length - 1 - i;
        if (!occurred[members[member]]) {
          continue;
        }
        begins[0][member] = time;
        for (int length = 1; length <= member; length++) {
          for (int earlier = 0; earlier < member; earlier++) {
            begins[length][member] = Math.max(begins[length][member], begins[length - 1][earlier]);
          }
        }
      }
    }

    int longest(long left) {
      for (int length = members.length; length > 0; length--) {
        for (long begin : begins[length - 1]) {
          if (begin > left) {
            return length;
          }
        }
      }
      return 0;
    }

    long oldest(long left) {
      long oldest = NEVER;
      for (long[] row : begins) {
        for (long begin : row) {
          oldest = begin > left ? Math.min(oldest, begin) : oldest;
        }
      }
      return oldest;
    }

    void write(ByteWriter out) {
      for (long[] row : begins) {
        writeTimes(out, row);
      }
    }

    void read(ByteReader in) {
      for (long[] row : begins) {
        readTimes(in, row);
      }
    }
  }
}
