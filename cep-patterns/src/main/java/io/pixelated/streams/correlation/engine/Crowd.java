package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds events to those of a group that wait, and thins these out where they are too many. */
final class Crowd {
  private final Thinning thinning;

  Crowd(Thinning thinning) {
    this.thinning = thinning;
  }

  /**
   * Adds events that are not late.
   *
   * @param seen what came before those that wait
   * @return what is certain and was left out, which is counted as lost
   */
  List<MatchedEvent> add(Remembered state, List<MatchedEvent> events, Thinning.Seen seen) {
    List<MatchedEvent> lost = new ArrayList<>();
    if (events.size() == 1) {
      if (state.add(events.get(0))) {
        thin(state, thinning.slot(events.get(0).time()), seen, lost);
      }
    } else {
      Set<Long> slots = new HashSet<>();
      for (MatchedEvent event : events) {
        if (state.add(event)) {
          slots.add(thinning.slot(event.time()));
        }
      }
      for (long slot : slots) {
        thin(state, slot, seen, lost);
      }
    }
    if (!lost.isEmpty()) {
      state.lose(Losses.thinned(lost.size()));
    }
    return lost;
  }

  @SuppressWarnings("ReferenceEquality") // what is kept are some of the same events
  private void thin(Remembered state, long slot, Thinning.Seen seen, List<MatchedEvent> lost) {
    List<MatchedEvent> events = state.events();
    int begin = 0;
    while (begin < events.size() && thinning.slot(events.get(begin).time()) < slot) {
      begin++;
    }
    int end = begin;
    while (end < events.size() && thinning.slot(events.get(end).time()) == slot) {
      end++;
    }
    List<MatchedEvent> crowd = events.subList(begin, end);
    List<MatchedEvent> kept = thinning.keep(crowd, seen);
    if (kept.size() == crowd.size()) {
      return;
    }
    int next = 0;
    for (MatchedEvent event : crowd) {
      if (next < kept.size() && kept.get(next).equals(event)) {
        next++;
      } else if (event.isCertain()) {
        lost.add(event);
      }
    }
    state.replace(begin, end, kept);
  }
}
