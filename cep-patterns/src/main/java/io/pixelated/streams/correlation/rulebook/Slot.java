package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known under one key of {@code detection.rules}.
 *
 * @param running the version that runs
 * @param waiting the newest version, if it does not run because it does not fit the other rules
 * @param status what was last said of it
 */
record Slot(Optional<Draft> running, Optional<Draft> waiting, Optional<RuleStatus> status) {
  static final Slot EMPTY = new Slot(Optional.empty(), Optional.empty(), Optional.empty());

  Slot {
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(waiting, "waiting");
    Objects.requireNonNull(status, "status");
  }

  /** What it has to run, newest first. */
  List<Draft> candidates() {
    return Stream.concat(waiting.stream(), running.stream()).toList();
  }

  /** What another rulebook needs to come to the same slot, oldest first. */
  List<RuleDocument> documents() {
    return Stream.concat(running.stream(), waiting.stream()).map(Draft::source).toList();
  }
}
