package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.incidents.quality.Disposition;
import io.pixelated.streams.privacy.breach.BreachFact;
import io.pixelated.streams.privacy.breach.BreachNotice;
import java.io.IOException;
import java.util.Optional;

/** What records of the SOC's topics say of breaches; each is keyed by its incident's id. */
final class BreachFacts {
  private BreachFacts() {}

  /** Of a record of {@code security.incidents}. */
  static Optional<BreachFact> ofIncident(KeyedRecord record) {
    return BreachFact.ofIncident(record.key(), record.value(), record.origin().timestamp());
  }

  /** Of a record of {@code soc.dispositions}; what cannot be read, the other job tells of. */
  static Optional<BreachFact> ofDisposition(KeyedRecord record) {
    long written = record.origin().timestamp();
    if (record.value().length == 0) {
      return Optional.of(new BreachFact(record.key(), BreachFact.Kind.DISMISSED, written));
    }
    try {
      Disposition disposition = Disposition.read(record.value());
      boolean attack = disposition.verdict() == Disposition.Verdict.TRUE_POSITIVE;
      return Optional.of(
          new BreachFact(
              record.key(),
              attack ? BreachFact.Kind.CONFIRMED : BreachFact.Kind.DISMISSED,
              // Nobody knew later than it was written.
              Math.min(disposition.time(), written)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of a record of {@code soc.breach.notices}. */
  static Optional<BreachFact> ofNotice(KeyedRecord record) throws IOException {
    if (record.value().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new BreachFact(
            record.key(),
            BreachFact.Kind.NOTIFIED,
            BreachNotice.read(record.value()).notifiedAt()));
  }
}
