package io.pixelated.streams.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.events.RuleRef;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes a match as one line of JSON. */
final class MatchWriter {
  private final JsonGenerator json;
  private long written;

  MatchWriter(OutputStream out) throws IOException {
    this.json =
        new JsonFactory()
            .createGenerator(out)
            .setRootValueSeparator(null)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /**
   * Writes one match.
   *
   * @param line zero-based number of the event's line
   * @param time event time in epoch milliseconds; null if the event does not say it
   */
  void write(RuleRef rule, long line, Long time, Map<String, String> fields) {
    try {
      json.writeStartObject();
      json.writeStringField("rule", rule.id());
      json.writeStringField("title", rule.title());
      json.writeStringField("level", rule.level().word());
      json.writeNumberField("event", line);
      if (time == null) {
        json.writeNullField("time");
      } else {
        json.writeStringField("time", Instant.ofEpochMilli(time).toString());
      }
      json.writeObjectFieldStart("fields");
      for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      written++;
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  void flush() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  long written() {
    return written;
  }
}
