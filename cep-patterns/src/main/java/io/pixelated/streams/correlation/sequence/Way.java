package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Firing;
import io.pixelated.streams.correlation.MatchedEvent;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The events that a match, partial or complete, has taken.
 *
 * @param taken in order
 */
record Way(List<Taken> taken) {
  /** An event and the position of the step that took it. */
  record Taken(int position, Candidate candidate) {
    MatchedEvent event() {
      return candidate.event();
    }
  }

  Way {
    taken = List.copyOf(taken);
  }

  MatchedEvent first() {
    return taken.get(0).event();
  }

  MatchedEvent last() {
    return taken.get(taken.size() - 1).event();
  }

  List<MatchedEvent> events() {
    return taken.stream().map(Taken::event).toList();
  }

  /** This as what fires at {@code time}. */
  Firing firing(long time) {
    List<MatchedEvent> events = events();
    return Firing.of(time, BigDecimal.valueOf(events.size()), isTied(), events);
  }

  /** Whether events of one time were taken by different steps, in an order that nothing tells. */
  boolean isTied() {
    for (int i = 1; i < taken.size(); i++) {
      if (taken.get(i - 1).event().time() == taken.get(i).event().time()
          && taken.get(i - 1).position() != taken.get(i).position()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Event by event, what comes first; of one way and a longer one that begins with it, the longer.
   *
   * @param events how events are ordered
   */
  static Comparator<Way> order(Comparator<Candidate> events) {
    return (left, right) -> {
      int shared = Math.min(left.taken.size(), right.taken.size());
      for (int i = 0; i < shared; i++) {
        Taken one = left.taken.get(i);
        Taken other = right.taken.get(i);
        int order = events.compare(one.candidate(), other.candidate());
        if (order == 0) {
          order = Integer.compare(one.position(), other.position());
        }
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(right.taken.size(), left.taken.size());
    };
  }
}
