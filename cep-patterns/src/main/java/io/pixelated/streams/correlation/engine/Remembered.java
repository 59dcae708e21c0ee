package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.Step.Losses;
import io.pixelated.streams.events.Alert;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A group's state in the making. */
final class Remembered {
  final String meaning;
  final List<String> group;
  long settled;
  List<MatchedEvent> events;
  long quietUntil;
  List<Alert> announced;
  Map<Long, Long> thinned;
  long timer;
  byte[] memory;
  Losses losses = Losses.NONE;

  private Remembered(GroupState state) {
    meaning = state.meaning();
    group = state.group();
    settled = state.settled();
    events = state.events();
    quietUntil = state.quietUntil();
    announced = state.announced();
    thinned = state.thinned();
    timer = state.timer();
    memory = state.memory();
  }

  /**
   * What {@code rule} may use of {@code before}. Of what was kept for a rule that meant something
   * else, that is the timer, and the alerts that now have to be withdrawn.
   */
  static Remembered of(Correlation rule, Optional<GroupState> before, List<String> group) {
    if (before.isPresent() && before.get().meaning().equals(rule.meaning())) {
      return new Remembered(before.get());
    }
    Remembered fresh = new Remembered(GroupState.empty(rule, group));
    before.ifPresent(
        other -> {
          fresh.timer = other.timer();
          fresh.announced = other.announced();
          fresh.settled = other.settled();
        });
    return fresh;
  }

  /** A step after which nothing is remembered. */
  Step gone(List<Alert> sent) {
    return new Step(Optional.empty(), raised(sent), OptionalLong.empty(), losses);
  }

  /**
   * A step after which this is remembered.
   *
   * @param next when time must be advanced at the latest
   */
  Step step(List<Alert> sent, long next) {
    boolean armed = timer > settled && timer <= next;
    if (!armed) {
      timer = next;
    }
    GroupState after =
        new GroupState(
            meaning, group, settled, events, quietUntil, announced, thinned, timer, memory);
    return new Step(
        Optional.of(after),
        raised(sent),
        armed ? OptionalLong.empty() : OptionalLong.of(next),
        losses);
  }

  private static List<Raised> raised(List<Alert> sent) {
    return sent.stream().map(AlertFactory::raised).toList();
  }
}
