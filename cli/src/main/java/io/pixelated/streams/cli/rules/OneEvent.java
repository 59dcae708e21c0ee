package io.pixelated.streams.cli.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.local.play.EventLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** The one event that a command line names: a file of its own, or a line of a longer one. */
public final class OneEvent {
  private static final Origin NOWHERE = new Origin("", 0, 0, -1);

  private OneEvent() {}

  /**
   * The JSON of the event.
   *
   * @param line zero-based; without one the file must hold one event
   * @throws UsageException if there is no such event, or no saying which
   */
  static byte[] read(Path file, OptionalLong line) throws IOException {
    try (EventLines lines = EventLines.open(file)) {
      return line.isPresent() ? line(lines, file, line.getAsLong()) : whole(lines, file);
    }
  }

  private static byte[] line(EventLines lines, Path file, long wanted) throws IOException {
    long number = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      if (number++ == wanted) {
        return line;
      }
    }
    throw new UsageException(
        file + " has " + number + " lines, counted from 0; there is no line " + wanted);
  }

  private static byte[] whole(EventLines lines, Path file) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] line = lines.next();
    while (line != null && text.size() <= EventLines.LONGEST) {
      text.write(line);
      text.write('\n');
      line = lines.next();
    }
    byte[] bytes = text.toByteArray();
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      if (json.nextToken() == null) {
        throw new UsageException(file + " is empty; give an event as JSON");
      }
      json.skipChildren();
      int end = (int) json.currentLocation().getByteOffset();
      if (line != null || json.nextToken() != null) {
        throw new UsageException(
            file + " has more than one event; choose one with --line N, counted from 0");
      }
      return Arrays.copyOf(bytes, end);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          file
              + " is not JSON: "
              + e.getOriginalMessage()
              + ", line "
              + e.getLocation().getLineNr());
    }
  }

  /**
   * The event that {@code json} is.
   *
   * @throws UsageException if it is none
   */
  public static ParsedEvent parse(byte[] json, Path file, Ingest ingest) {
    ParseResult result = ingest.parse(new RawRecord(json, NOWHERE));
    if (result instanceof Unreadable unreadable) {
      throw new UsageException(file + " holds no event: " + unreadable.reason());
    }
    return ((Parsed) result).event();
  }
}
