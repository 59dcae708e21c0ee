package io.pixelated.streams.privacy.breach;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an incident as a breach: whether it holds personal data, since when somebody
 * knows that it is one, when that was notified. The clock runs from the SOC's confirmation, which
 * is when the controller has "become aware", by the wall: it runs where no events come.
 *
 * @param personal whether the incident holds personal data, or may
 * @param confirmedAt when it was confirmed, epoch milliseconds; {@link #NEVER} if it is not
 * @param notifiedAt when it was notified, epoch milliseconds; {@link #NEVER} if it was not
 * @param told how many of the {@link #MARKS} have been told of
 */
public record BreachCase(boolean personal, long confirmedAt, long notifiedAt, int told) {
  public static final long NEVER = -1;

  /** Nothing is known. */
  public static final BreachCase UNKNOWN = new BreachCase(false, NEVER, NEVER, 0);

  /** GDPR Art. 33(1). */
  public static final Duration PERIOD = Duration.ofDays(3);

  /** How long after the confirmation somebody is told that time is passing, and that it is over. */
  public static final List<Duration> MARKS =
      List.of(Duration.ofDays(1), Duration.ofDays(2), Duration.ofHours(68), PERIOD);

  /** The same with what the incident now holds: what it held once, was breached. */
  public BreachCase holding(boolean personalData) {
    return new BreachCase(personal || personalData, confirmedAt, notifiedAt, told);
  }

  /** The same, confirmed: the first confirmation counts. */
  public BreachCase confirmed(long at) {
    return confirmedAt == NEVER ? new BreachCase(personal, at, notifiedAt, 0) : this;
  }

  /** The same, found to be no attack. */
  public BreachCase dismissed() {
    return new BreachCase(personal, NEVER, notifiedAt, 0);
  }

  /** The same, notified. */
  public BreachCase notified(long at) {
    return new BreachCase(personal, confirmedAt, at, told);
  }

  /** Whether the clock runs. */
  public boolean isRunning() {
    return personal && confirmedAt != NEVER && notifiedAt == NEVER && told < MARKS.size();
  }

  /** When somebody has to be told next, epoch milliseconds; empty if the clock does not run. */
  public Optional<Long> next() {
    return isRunning() ? Optional.of(confirmedAt + MARKS.get(told).toMillis()) : Optional.empty();
  }

  /** The same after everything was told of that is due; of several marks, the last says it all. */
  public BreachCase afterTelling(long now) {
    int due = told;
    while (due < MARKS.size() && confirmedAt + MARKS.get(due).toMillis() <= now) {
      due++;
    }
    return new BreachCase(personal, confirmedAt, notifiedAt, due);
  }

  /** The last mark that was told of; empty if none was. */
  public Optional<Duration> mark() {
    return told == 0 ? Optional.empty() : Optional.of(MARKS.get(told - 1));
  }

  /** When the period ends, epoch milliseconds. */
  public long deadline() {
    return confirmedAt + PERIOD.toMillis();
  }
}
