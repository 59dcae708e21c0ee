package io.pixelated.streams.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.events.RuleRef;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes matches as lines of JSON. */
final class MatchWriter implements MatchSink {
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

  @Override
  public void write(Match match) {
    RuleRef rule = match.rule();
    try {
      json.writeStartObject();
      json.writeStringField("rule", rule.id());
      json.writeStringField("title", rule.title());
      json.writeStringField("level", rule.level().word());
      json.writeNumberField("event", match.line());
      if (match.time().isEmpty()) {
        json.writeNullField("time");
      } else {
        json.writeStringField("time", Instant.ofEpochMilli(match.time().get()).toString());
      }
      json.writeObjectFieldStart("fields");
      for (Map.Entry<String, String> field : new TreeMap<>(match.fields()).entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      if (match.explanation().isPresent()) {
        json.writeFieldName("explanation");
        ExplanationJson.write(match.explanation().get().condition(), json);
      }
      json.writeEndObject();
      json.writeRaw('\n');
      written++;
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  @Override
  public void flush() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  @Override
  public long written() {
    return written;
  }
}
