package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A group's state in the making. */
final class Remembered {
  final List<String> group;
  long settled;
  long timer;
  long quietUntil;
  long suppressed;
  Optional<KeptAlert> quieting;
  List<KeptAlert> announced;
  Evidence evidence;
  byte[] memory;

  /** Whether it was kept under another meaning of its rule. */
  boolean isChanged;

  Losses losses = Losses.NONE;
  private List<MatchedEvent> events;
  private boolean owned;
  private Object opened;

  Remembered(GroupState state) {
    group = state.group();
    settled = state.settled();
    timer = state.timer();
    quietUntil = state.quietUntil();
    suppressed = state.suppressed();
    quieting = state.quieting();
    announced = state.announced();
    evidence = state.evidence();
    events = state.events();
    memory = state.memory();
  }

  /** The events that are not final yet, by time and id. */
  List<MatchedEvent> events() {
    return events;
  }

  /** Event time of the last event that is not final yet; the beginning of time for none. */
  long lastWaiting() {
    return events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).time();
  }

  /** Event time of the last event that is not final yet and certain; {@code settled} for none. */
  long lastEvent() {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).isCertain()) {
        return events.get(i).time();
      }
    }
    return settled;
  }

  /**
   * Adds an event to those that are not final yet. One that is there already gains the rules it
   * lacks; an alert that was provisional becomes certain, or goes when it is withdrawn.
   *
   * @return whether there may be too many now
   */
  @SuppressWarnings("ReferenceEquality") // merging returns the known event if nothing is new
  boolean add(MatchedEvent event) {
    int place = Collections.binarySearch(events, event, MatchedEvent.ORDER);
    boolean withdrawn = event.certainty() == Certainty.WITHDRAWN;
    if (place < 0) {
      if (!withdrawn) {
        own().add(-place - 1, event);
      }
      return !withdrawn;
    }
    MatchedEvent merged = Thinning.merge(events.get(place), event);
    if (merged.certainty() == Certainty.WITHDRAWN) {
      own().remove(place);
    } else if (!merged.equals(events.get(place))) {
      own().set(place, merged);
      return true;
    }
    return false;
  }

  private List<MatchedEvent> own() {
    if (!owned) {
      List<MatchedEvent> copy = new ArrayList<>(events.size() + 1);
      copy.addAll(events);
      events = copy;
      owned = true;
    }
    return events;
  }

  /** Takes out and returns the certain events up to {@code time}; provisional ones just go. */
  List<MatchedEvent> takeUntil(long time) {
    int due = 0;
    while (due < events.size() && events.get(due).time() <= time) {
      due++;
    }
    if (due == 0) {
      return List.of();
    }
    List<MatchedEvent> taken = new ArrayList<>(due);
    for (MatchedEvent event : events.subList(0, due)) {
      if (event.isCertain()) {
        taken.add(event);
      }
    }
    events = List.copyOf(events.subList(due, events.size()));
    owned = false;
    return taken;
  }

  /** Keeps {@code kept} of the events from position {@code begin} to {@code end}, exclusive. */
  void replace(int begin, int end, List<MatchedEvent> kept) {
    List<MatchedEvent> fewer = new ArrayList<>(events.subList(0, begin));
    fewer.addAll(kept);
    fewer.addAll(events.subList(end, events.size()));
    events = fewer;
    owned = true;
  }

  /** What {@link #memory} says, so that it is read once a step. */
  <M> M opened(Class<M> type, Supplier<M> read) {
    if (opened == null) {
      opened = read.get();
    }
    return type.cast(opened);
  }

  /** What was announced at that time under the rule as it is now. */
  Optional<KeptAlert> announcedAt(long time) {
    if (isChanged) {
      return Optional.empty();
    }
    for (KeptAlert alert : announced) {
      if (alert.time() == time) {
        return Optional.of(alert);
      }
    }
    return Optional.empty();
  }

  void lose(Losses more) {
    losses = losses.plus(more);
  }

  GroupState done(Correlation rule) {
    return new GroupState(
        rule.selection(),
        rule.meaning(),
        group,
        settled,
        timer,
        quietUntil,
        suppressed,
        quieting,
        announced,
        evidence,
        events,
        memory);
  }
}
