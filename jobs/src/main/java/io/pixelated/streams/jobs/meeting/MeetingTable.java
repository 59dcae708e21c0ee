package io.pixelated.streams.jobs.meeting;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Who has come to which meeting, and what came of it. Nothing of it outlives a failure: a subtask
 * that starts again comes again, with what it then knows.
 */
final class MeetingTable {
  /** Outcomes that are kept for subtasks that did not hear of them and ask again. */
  private static final int OUTCOMES = 64;

  private final Map<String, Map<Integer, Seat>> meetings = new HashMap<>();
  private final Map<String, Long> outcomes = new LinkedHashMap<>();
  private final Map<Integer, Integer> failedAttempts = new HashMap<>();

  private record Seat(int attempt, long value, CompletableFuture<Long> outcome) {}

  /** A subtask comes; one that came before and comes again counts once. */
  CompletableFuture<Long> attend(MeetingRequest request, int expected) {
    if (request.attempt() <= failedAttempts.getOrDefault(request.subtask(), -1)) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("this attempt of the subtask has failed"));
    }
    Long outcome = outcomes.get(request.subject());
    if (outcome != null) {
      return CompletableFuture.completedFuture(outcome);
    }
    Map<Integer, Seat> seats = meetings.computeIfAbsent(request.subject(), s -> new HashMap<>());
    Seat seat =
        seats.compute(
            request.subtask(),
            (subtask, taken) ->
                taken != null && taken.attempt() == request.attempt()
                    ? taken
                    : new Seat(request.attempt(), request.value(), new CompletableFuture<>()));
    if (seats.size() >= expected) {
      conclude(request.subject(), seats);
    }
    return seat.outcome();
  }

  /**
   * An attempt of a subtask has failed. The others are about to, for they are tied to it; until
   * then nothing is concluded with what it brought, nor told of what was concluded before.
   */
  void leave(int subtask, int attempt) {
    failedAttempts.merge(subtask, attempt, Math::max);
    outcomes.clear();
    meetings
        .values()
        .forEach(
            seats -> {
              Seat seat = seats.get(subtask);
              if (seat != null && seat.attempt() <= attempt) {
                seats.remove(subtask);
              }
            });
    meetings.values().removeIf(Map::isEmpty);
  }

  /** All subtasks start again. */
  void clear() {
    meetings.clear();
    outcomes.clear();
  }

  private void conclude(String subject, Map<Integer, Seat> seats) {
    long greatest = seats.values().stream().mapToLong(Seat::value).max().orElseThrow();
    meetings.remove(subject);
    outcomes.put(subject, greatest);
    if (outcomes.size() > OUTCOMES) {
      outcomes.remove(outcomes.keySet().iterator().next());
    }
    seats.values().forEach(seat -> seat.outcome().complete(greatest));
  }
}
