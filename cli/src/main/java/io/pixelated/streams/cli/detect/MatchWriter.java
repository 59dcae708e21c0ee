package io.pixelated.streams.cli.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.cli.rules.ExplanationJson;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.events.RuleRef;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes matches and alerts as lines of JSON. */
final class MatchWriter implements MatchSink {
  private final JsonGenerator json;
  private final boolean kinds;
  private long written;

  /**
   * @param kinds whether lines say what kind of thing they are
   */
  MatchWriter(OutputStream out, boolean kinds) throws IOException {
    this.kinds = kinds;
    this.json =
        new JsonFactory()
            .createGenerator(out)
            .setRootValueSeparator(null)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  @Override
  public void write(Match match) {
    try {
      begin("detection", match.rule());
      json.writeNumberField("event", match.line());
      if (match.time().isEmpty()) {
        json.writeNullField("time");
      } else {
        json.writeStringField("time", Instant.ofEpochMilli(match.time().get()).toString());
      }
      write("fields", match.fields());
      if (match.explanation().isPresent()) {
        json.writeFieldName("explanation");
        ExplanationJson.write(match.explanation().get().condition(), json);
      }
      end(match.standalone());
      written++;
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  @Override
  public void write(AlertLine alert) {
    try {
      begin("correlation", alert.rule());
      json.writeStringField("time", Instant.ofEpochMilli(alert.time()).toString());
      write("group", alert.group());
      json.writeArrayFieldStart("events");
      for (long line : alert.lines()) {
        json.writeNumber(line);
      }
      json.writeEndArray();
      json.writeFieldName("count");
      json.writeNumber(plain(alert.count()));
      end(alert.standalone());
      written++;
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  /** Without an exponent and without zeros that say nothing. */
  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void begin(String kind, RuleRef rule) throws IOException {
    json.writeStartObject();
    if (kinds) {
      json.writeStringField("kind", kind);
    }
    json.writeStringField("rule", rule.id());
    json.writeStringField("title", rule.title());
    json.writeStringField("level", rule.level().word());
  }

  private void write(String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> field : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
  }

  private void end(boolean standalone) throws IOException {
    if (kinds && !standalone) {
      json.writeBooleanField("standalone", false);
    }
    json.writeEndObject();
    json.writeRaw('\n');
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
