package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.WindowCorrelation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Correlation of routed matches, one group at a time: from what is remembered of a group and one
 * match, or the passing of time, to alerts and what is to be remembered.
 *
 * <p>It keeps nothing but what it compiled; the caller stores the {@link GroupState} under {@link
 * RoutedMatch#key()} and sets the timers it is asked for. Final alerts are a function of the events
 * alone; see {@code docs/correlation.md}. Not safe for use by several threads.
 */
public final class CorrelationEngine {
  private final AlertFactory alerts;
  private final Limits limits;
  private final boolean announcing;
  private final Map<String, Compiled> compiled = new HashMap<>();

  private record Compiled(Correlation rule, GroupProcess process) {}

  /**
   * @param region the region that alerts are said to come from
   */
  public CorrelationEngine(String region, Limits limits) {
    this(region, limits, true);
  }

  /**
   * @param region the region that alerts are said to come from
   * @param announcing whether provisional alerts are wanted
   */
  public CorrelationEngine(String region, Limits limits, boolean announcing) {
    this.announcing = announcing;
    this.limits = Objects.requireNonNull(limits, "limits");
    this.alerts = new AlertFactory(Objects.requireNonNull(region, "region"), limits);
  }

  /**
   * Takes in one match.
   *
   * @param before what was remembered of the group
   * @param watermark the watermark now: what is not after it is late
   */
  public Step add(
      Correlation rule, Optional<GroupState> before, RoutedMatch match, long watermark) {
    return process(rule).add(before, match, watermark);
  }

  /**
   * Lets time pass.
   *
   * @param before what was remembered of the group
   * @param watermark the watermark now; {@link Long#MAX_VALUE} at the end of a bounded stream,
   *     where nothing is concluded from the silence after its last event
   */
  public Step advance(Correlation rule, GroupState before, long watermark) {
    return process(rule).advance(before, watermark);
  }

  /**
   * What a group remembers beside its events, without some of them.
   *
   * @param rule the rule that the group was kept for
   * @param state what is remembered of the group; its memory is not empty
   * @param events which events are to be forgotten
   * @param values which counted values are
   */
  public byte[] forget(
      Correlation rule,
      GroupState state,
      Predicate<MatchedEvent> events,
      Predicate<String> values) {
    return process(rule).forget(state, events, values);
  }

  /** Forgets what was compiled of rules other than {@code keys}. */
  public void retain(Set<String> keys) {
    compiled.keySet().retainAll(keys);
  }

  private GroupProcess process(Correlation rule) {
    Compiled known = compiled.get(rule.key());
    if (known == null || known.rule() != rule) {
      known = new Compiled(rule, compile(rule));
      compiled.put(rule.key(), known);
    }
    return known.process();
  }

  private GroupProcess compile(Correlation rule) {
    RuleProcess kind =
        rule instanceof WindowCorrelation window
            ? new WindowProcess(window, limits, announcing)
            : new SequenceProcess((Sequence) rule, limits, announcing);
    return new GroupProcess(rule, kind, alerts, announcing);
  }
}
