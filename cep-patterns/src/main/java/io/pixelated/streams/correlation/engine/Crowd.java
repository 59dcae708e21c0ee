package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds events to a group and thins the group out where it holds too much. */
final class Crowd {
  private final Thinning thinning;

  Crowd(Thinning thinning) {
    this.thinning = thinning;
  }

  /** Adds {@code event}; one that is there already gains the rules it lacks. */
  void add(Remembered state, MatchedEvent event) {
    List<MatchedEvent> events = new ArrayList<>(state.events.size() + 1);
    events.addAll(state.events);
    int place = Collections.binarySearch(events, event, MatchedEvent.ORDER);
    if (place >= 0) {
      events.set(place, merge(events.get(place), event));
    } else {
      place = -place - 1;
      events.add(place, event);
    }
    state.events = events;
    thin(state, place);
  }

  long slot(long time) {
    return thinning.slot(time);
  }

  /** Whether events around {@code time} were left out. */
  boolean isCrowded(Remembered state, long time) {
    return state.thinned.containsKey(slot(time));
  }

  private void thin(Remembered state, int place) {
    List<MatchedEvent> events = state.events;
    long slot = thinning.slot(events.get(place).time());
    int begin = place;
    while (begin > 0 && thinning.slot(events.get(begin - 1).time()) == slot) {
      begin--;
    }
    int end = place + 1;
    while (end < events.size() && thinning.slot(events.get(end).time()) == slot) {
      end++;
    }
    List<MatchedEvent> crowd = List.copyOf(events.subList(begin, end));
    List<MatchedEvent> kept = thinning.keep(crowd, state.thinned.containsKey(slot));
    int lost = crowd.size() - kept.size();
    if (lost == 0) {
      return;
    }
    List<MatchedEvent> thinned = new ArrayList<>(events.size());
    thinned.addAll(events.subList(0, begin));
    thinned.addAll(kept);
    thinned.addAll(events.subList(end, events.size()));
    state.events = thinned;
    Map<Long, Long> counts = new HashMap<>(state.thinned);
    counts.merge(slot, (long) lost, Long::sum);
    state.thinned = counts;
    state.losses = state.losses.plus(Losses.thinned(lost));
  }

  /** Lets go of what no window that ends after {@code settled} can hold. */
  void forget(Remembered state, long settled) {
    List<MatchedEvent> events = state.events;
    int gone = 0;
    while (gone < events.size() && thinning.isOver(events.get(gone).time(), settled)) {
      gone++;
    }
    state.events = events.subList(gone, events.size());
    forgetCounts(state, settled);
  }

  /** Lets go of the counts of slots that no window that ends after {@code settled} holds. */
  void forgetCounts(Remembered state, long settled) {
    if (!state.thinned.isEmpty()) {
      Map<Long, Long> counts = new HashMap<>(state.thinned);
      counts.keySet().removeIf(slot -> thinning.isOver(thinning.end(slot), settled));
      state.thinned = counts;
    }
  }

  private static MatchedEvent merge(MatchedEvent known, MatchedEvent again) {
    if (known.rules().containsAll(again.rules())) {
      return known;
    }
    return known.by(Stream.concat(known.rules().stream(), again.rules().stream()).toList());
  }
}
