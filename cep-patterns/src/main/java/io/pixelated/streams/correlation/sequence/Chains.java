package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The partial matches of a sequence of plain steps: each event that takes the first step begins
 * one, which then takes the next event that it can each time.
 */
final class Chains {
  private final List<Candidate> events;

  /** By how many steps were taken, the chains that have come so far, by beginning. */
  private final List<List<BitSet>> waiting = new ArrayList<>();

  Chains(Plan plan, List<Candidate> events) {
    this.events = events;
    for (int i = 0; i < plan.needs(); i++) {
      waiting.add(new ArrayList<>());
    }
    for (int at = 0; at < events.size(); at++) {
      int takers = plan.takers(events.get(at));
      for (int i = plan.needs() - 2; i > 0; i--) {
        if ((takers & plan.need(i)) != 0) {
          move(waiting.get(i - 1), waiting.get(i), at);
        }
      }
      if ((takers & plan.need(0)) != 0) {
        BitSet chain = new BitSet();
        chain.set(at);
        waiting.get(0).add(chain);
      }
    }
  }

  private static void move(List<BitSet> from, List<BitSet> to, int event) {
    for (BitSet chain : from) {
      chain.set(event);
      to.add(chain);
    }
    from.clear();
  }

  /**
   * Gives up chains, so that no more than {@code most} events are left: of those that have come
   * equally far, the ones that began first.
   *
   * @return how many
   */
  int limit(int most) {
    int before = size();
    int limit = Math.min(before, most);
    do {
      int each = Share.of(waiting.stream().mapToInt(List::size).sorted().toArray(), limit);
      for (List<BitSet> chains : waiting) {
        chains.subList(0, Math.max(0, chains.size() - each)).clear();
      }
      limit /= 2;
    } while (limit > 0 && used().cardinality() > most);
    return before - size();
  }

  /** The events of all chains, in order. */
  List<MatchedEvent> events() {
    List<MatchedEvent> left = new ArrayList<>();
    used().stream().forEach(at -> left.add(events.get(at).event()));
    return left;
  }

  private int size() {
    return waiting.stream().mapToInt(List::size).sum();
  }

  private BitSet used() {
    BitSet used = new BitSet();
    waiting.forEach(chains -> chains.forEach(used::or));
    return used;
  }
}
