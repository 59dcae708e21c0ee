package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.incidents.Erasure;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import java.util.Optional;

/** What incidents forget of persons, as orders say. */
final class PersonErasure {
  private PersonErasure() {}

  /** Takes the person out who is to be forgotten. */
  static Erasure of(Forgotten forgotten) {
    return new Erasure(forgotten.traces()::in, forgotten.traces()::in);
  }

  /** A signal without those who are to be forgotten; empty if it is about one of them. */
  static Optional<Signal> permitted(Signal signal, HeldOrders orders) {
    Evidence evidence = signal.evidence();
    Optional<Signal> left = Optional.of(signal);
    for (Forgotten forgotten : orders.before(evidence.observed())) {
      left = left.flatMap(of(forgotten)::without);
    }
    return left;
  }

  /** A report without those who are to be forgotten; empty if it is about one of them. */
  static Optional<Report> permitted(Report report, HeldOrders orders) {
    Optional<Report> left = Optional.of(report);
    for (Forgotten forgotten : orders.before(report.cluster().observed())) {
      left = left.flatMap(of(forgotten)::without);
    }
    return left;
  }
}
