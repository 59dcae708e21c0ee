package io.pixelated.streams.local.play;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.events.TimeSource;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;

/** A file of NDJSON that is played as the events of one region. */
public final class EventFile {
  /** Beyond this after the median, a time is taken for a wrong clock's. */
  private static final Duration LONGEST_TAIL = Duration.ofDays(1);

  private final Path file;
  private final String region;

  public EventFile(Path file, String region) {
    this.file = file;
    this.region = region;
  }

  /**
   * The shift that brings the file's latest event to {@code now}, leaving out the few whose clocks
   * were far ahead; none if no event says its time.
   */
  public TimeShift shiftTo(Instant now) throws IOException {
    return latest()
        .map(latest -> new TimeShift(Duration.between(latest, now)))
        .orElseGet(() -> new TimeShift(Duration.ZERO));
  }

  private Optional<Instant> latest() throws IOException {
    long[] times = times();
    if (times.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(times);
    long most = times[times.length / 2] + LONGEST_TAIL.toMillis();
    long latest = LongStream.of(times).filter(time -> time <= most).max().orElseThrow();
    return Optional.of(Instant.ofEpochMilli(latest));
  }

  private long[] times() throws IOException {
    Ingest ingest = Ingest.standard(IngestSettings.of(region).ofAnyAge());
    LongStream.Builder times = LongStream.builder();
    try (EventLines lines = EventLines.open(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        RawRecord record = new RawRecord(line, new Origin("", 0, 0, -1));
        if (ingest.parse(record) instanceof ParseResult.Parsed parsed) {
          SecurityEvent event = ingest.describe(parsed.event(), record);
          if (event.timeSource() != TimeSource.RECORD) {
            times.add(event.time());
          }
        }
      }
    }
    return times.build().toArray();
  }

  /** The file's lines as events, moved in time; blank lines are left out. */
  public Iterator<PlayedEvent> events(TimeShift shift) throws IOException {
    return new Lines(EventLines.open(file), shift);
  }

  private final class Lines implements Iterator<PlayedEvent> {
    private final EventLines lines;
    private final TimeShift shift;
    private byte[] next;

    Lines(EventLines lines, TimeShift shift) {
      this.lines = lines;
      this.shift = shift;
      advance();
    }

    private void advance() {
      try {
        do {
          next = lines.next();
        } while (next != null && next.length == 0);
        if (next == null) {
          lines.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public PlayedEvent next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      PlayedEvent event = new PlayedEvent(region, "", shift.apply(next));
      advance();
      return event;
    }
  }
}
