package io.pixelated.streams.cli.rules;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.local.play.EventLines;
import io.pixelated.streams.sigma.lint.KnownFields.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kinds of events that files of samples hold. */
final class SampleEvents {
  /** More kinds tell nothing new of the names of fields. */
  private static final int MOST_KINDS = 10_000;

  private static final Origin NOWHERE = new Origin("", 0, 0, -1);

  private SampleEvents() {}

  /** One sample per kind; lines that are no events are passed over. */
  static Set<Sample> read(List<Path> files) throws IOException {
    Set<Sample> samples = new LinkedHashSet<>();
    Ingest ingest = Ingest.standard(IngestSettings.of("local").ofAnyAge());
    for (Path file : files) {
      try (EventLines lines = EventLines.open(file)) {
        byte[] line = lines.next();
        while (line != null && samples.size() < MOST_KINDS) {
          if (ingest.parse(new RawRecord(line, NOWHERE)) instanceof Parsed parsed) {
            samples.add(new Sample(parsed.event().logSources(), parsed.event().layout()));
          }
          line = lines.next();
        }
      }
    }
    return samples;
  }
}
