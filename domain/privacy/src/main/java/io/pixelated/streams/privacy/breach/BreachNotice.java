package io.pixelated.streams.privacy.breach;

import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.events.StrictObject;
import java.io.IOException;

/**
 * That the authority was notified of a breach, or that none had to be: a record of {@code
 * soc.breach.notices} under the incident's id.
 *
 * @param notifiedAt when, epoch milliseconds
 */
public record BreachNotice(long notifiedAt) {
  /**
   * Reads the value of a record: {@code {"notified_at": "2026-11-22T10:00:00Z", "reference": "…"}},
   * the reference being the authority's or that of the decision that none is due.
   *
   * @throws IOException with all that is wrong, if it is no notice; quotes nothing
   */
  public static BreachNotice read(byte[] json) throws IOException {
    try {
      StrictObject record = StrictObject.read(json);
      long notifiedAt = record.time("notified_at").toEpochMilli();
      record.text("reference");
      // What else the office notes there is its own.
      record.finish();
      return new BreachNotice(notifiedAt);
    } catch (InvalidRecordException e) {
      throw new IOException("no notice: " + e.getMessage(), e);
    }
  }
}
