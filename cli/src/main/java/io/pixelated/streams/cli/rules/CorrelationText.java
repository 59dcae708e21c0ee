package io.pixelated.streams.cli.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.cli.rules.CorrelationExplanation.Part;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.sigma.explain.ExplanationText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what correlations make of an event, for people and for programs. */
final class CorrelationText {
  private CorrelationText() {}

  /** The verdict, then a line per rule and per field. */
  static List<String> lines(CorrelationExplanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (explanation.taken() ? "taken: " : "not taken: ")
            + explanation.rule().title()
            + " ("
            + explanation.rule().id()
            + ")");
    explanation.parts().forEach(part -> add(part, "", lines));
    return lines;
  }

  private static void add(Part part, String indent, List<String> lines) {
    lines.add(
        indent
            + (part.matched() ? "✓ " : "✗ ")
            + part.rule().title()
            + " ("
            + part.rule().id()
            + ")");
    part.below().forEach(inner -> add(inner, indent + "  ", lines));
    if (!part.matched() || !part.below().isEmpty()) {
      return;
    }
    part.fields()
        .forEach(
            (field, value) ->
                lines.add(
                    indent + "    " + field + " is '" + ExplanationText.printable(value) + "'"));
    part.missing()
        .forEach(
            field ->
                lines.add(indent + "    the event has no " + field + ", so that it is left out"));
  }

  /** One object with the verdict and the rules. */
  static void write(CorrelationExplanation explanation, OutputStream results) {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(results)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField("rule", explanation.rule().id());
      json.writeStringField("title", explanation.rule().title());
      json.writeBooleanField("taken", explanation.taken());
      write(explanation.parts(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  private static void write(List<Part> parts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("rules");
    for (Part part : parts) {
      json.writeStartObject();
      json.writeStringField("rule", part.rule().id());
      json.writeStringField("title", part.rule().title());
      json.writeBooleanField("matched", part.matched());
      if (part.below().isEmpty()) {
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> field : part.fields().entrySet()) {
          json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("missing");
        for (String field : part.missing()) {
          json.writeString(field);
        }
        json.writeEndArray();
      } else {
        write(part.below(), json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
