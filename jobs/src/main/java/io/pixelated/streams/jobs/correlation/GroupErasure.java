package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.Evidence;
import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.SubjectTraces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes a person out of what is remembered of a group. A group of theirs begins anew with what came
 * after the order; from others the events that name them go, what was counted of them stays
 * counted.
 */
final class GroupErasure {
  private final Forgotten forgotten;
  private final SubjectTraces traces;

  GroupErasure(Forgotten forgotten) {
    this.forgotten = forgotten;
    this.traces = forgotten.traces();
  }

  /** Whether a group of those values is one of the person's. */
  boolean isTheirs(List<String> group) {
    return traces.inTexts(group);
  }

  /** Whether an event is to be forgotten. */
  boolean concerns(MatchedEvent event) {
    return forgotten.precedes(event.observed()) && names(event, traces);
  }

  /** Whether an event names a person. */
  static boolean names(MatchedEvent event, SubjectTraces traces) {
    return traces.inEntities(event.entities())
        || names(event.value(), traces)
        || traces.inTexts(event.fields().values());
  }

  /** Whether a counted value, or one of several that were made one, names a person. */
  static boolean names(String value, SubjectTraces traces) {
    return traces.in(value) || traces.inTexts(RoutedMatch.parts(value));
  }

  /** Whether an alert names a person. */
  static boolean names(Alert alert, SubjectTraces traces) {
    return traces.inEntities(alert.entities()) || traces.inTexts(alert.group().values());
  }

  /** What of a match is not to be forgotten; empty if nothing is left. */
  Optional<RoutedMatch> without(RoutedMatch match) {
    boolean theirs = isTheirs(match.group());
    List<MatchedEvent> left =
        match.events().stream()
            .filter(e -> !(theirs ? forgotten.precedes(e.observed()) : concerns(e)))
            .toList();
    if (left.size() == match.events().size()) {
      return Optional.of(match);
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoutedMatch(
                match.correlation(),
                match.depth(),
                match.generation(),
                match.group(),
                left,
                match.thinned()));
  }

  /** Whether there may be something to forget: to look closely takes longer. */
  boolean mayConcern(KeptGroup group) {
    byte[] bytes = group.bytes();
    return traces.maybeIn(bytes, bytes.length);
  }

  /**
   * The group without the person; empty if nothing is left of it.
   *
   * @param memory what the rule remembers besides without the person, told from all that it does
   */
  Optional<GroupState> without(GroupState state, UnaryOperator<byte[]> memory) {
    if (isTheirs(state.group())) {
      List<MatchedEvent> later =
          state.events().stream().filter(e -> !forgotten.precedes(e.observed())).toList();
      return later.isEmpty() ? Optional.empty() : Optional.of(begun(state, later));
    }
    List<MatchedEvent> evidence = state.evidence().events();
    List<MatchedEvent> left = evidence.stream().filter(e -> !concerns(e)).toList();
    return Optional.of(
        new GroupState(
            state.selection(),
            state.meaning(),
            state.group(),
            state.settled(),
            state.timer(),
            state.quietUntil(),
            state.quieting().filter(this::concerns).isPresent() ? 0 : state.suppressed(),
            state.quieting().filter(alert -> !concerns(alert)),
            state.announced().stream().filter(alert -> !concerns(alert)).toList(),
            left.size() == evidence.size() ? state.evidence() : Evidence.NONE.plus(left),
            state.events().stream().filter(e -> !concerns(e)).toList(),
            memory.apply(state.memory())));
  }

  /** Alerts that were announced and of which no other word will come. */
  List<Alert> takenBack(GroupState state) {
    boolean theirs = isTheirs(state.group());
    return state.announced().stream()
        .filter(alert -> theirs || concerns(alert))
        .map(KeptAlert::alert)
        .map(GroupErasure::nameless)
        .toList();
  }

  /** The same alert, telling of nobody. */
  static Alert nameless(Alert alert) {
    return new Alert(
        alert.id(),
        alert.rule(),
        alert.generation(),
        alert.state(),
        alert.region(),
        alert.time(),
        alert.from(),
        Map.of(),
        alert.count(),
        List.of(),
        List.of(),
        alert.classification(),
        alert.observed(),
        alert.standalone(),
        alert.tied(),
        alert.replaces(),
        alert.suppressed());
  }

  private boolean concerns(KeptAlert kept) {
    return forgotten.precedes(kept.alert().observed()) && names(kept.alert(), traces);
  }

  private static GroupState begun(GroupState state, List<MatchedEvent> events) {
    return new GroupState(
        state.selection(),
        state.meaning(),
        state.group(),
        state.settled(),
        state.timer(),
        Long.MIN_VALUE,
        0,
        Optional.empty(),
        List.of(),
        Evidence.NONE,
        events,
        new byte[0]);
  }
}
