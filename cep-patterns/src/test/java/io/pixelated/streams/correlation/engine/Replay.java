package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.GroupStateSerializer;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.events.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** One group of one rule, whose state is written and read between every two steps. */
final class Replay {
  private final CorrelationEngine engine;
  private final TreeSet<Long> timers = new TreeSet<>();
  private final List<Alert> alerts = new ArrayList<>();
  private Correlation rule;
  private byte[] state;
  private long watermark = Long.MIN_VALUE;
  private Losses losses = Losses.NONE;
  private int largest;
  private int steps;

  Replay(Correlation rule, Limits limits) {
    this(rule, limits, true);
  }

  /**
   * @param announcing whether provisional alerts are wanted
   */
  Replay(Correlation rule, Limits limits, boolean announcing) {
    this.rule = rule;
    this.engine = new CorrelationEngine("eu-central-1", limits, announcing);
  }

  /** From now on the rule is this one. */
  void change(Correlation changed) {
    rule = changed;
  }

  void add(MatchedEvent... events) {
    RoutedMatch match = new RoutedMatch(rule.key(), 1, 0, List.of("alice"), List.of(events), 0);
    done(engine.add(rule, group(), match, watermark));
  }

  void advance(long time) {
    watermark = Math.max(watermark, time);
    while (!timers.isEmpty() && timers.first() <= watermark) {
      timers.pollFirst();
      if (state != null) {
        steps++;
        done(engine.advance(rule, group().orElseThrow(), watermark));
      }
    }
  }

  /** Settles everything until {@code time}, as is done before a rule changes. */
  void settle(long time) {
    advance(time);
    if (state != null) {
      done(engine.advance(rule, group().orElseThrow(), watermark));
    }
  }

  /** How often a timer made it look at the group. */
  int steps() {
    return steps;
  }

  List<Alert> alerts() {
    return alerts;
  }

  Losses losses() {
    return losses;
  }

  boolean isForgotten() {
    return state == null;
  }

  /** The most bytes that the state ever took. */
  int largest() {
    return largest;
  }

  private Optional<GroupState> group() {
    if (state == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          GroupStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(state)).state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void done(Step step) {
    step.raised().stream().map(Raised::alert).forEach(alerts::add);
    step.timer().ifPresent(timers::add);
    losses = losses.plus(step.losses());
    state = null;
    if (step.state().isPresent()) {
      DataOutputSerializer out = new DataOutputSerializer(256);
      try {
        GroupStateSerializer.INSTANCE.serialize(KeptGroup.packed(step.state().get()), out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      state = out.getCopyOfBuffer();
      largest = Math.max(largest, state.length);
    }
  }
}
