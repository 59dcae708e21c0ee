package io.pixelated.streams.cli.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.sigma.lint.Warning;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code rules check} found out, for people or programs. */
record CheckReport(int loaded, List<Rejection> rejections, List<Warning> warnings) {
  CheckReport {
    rejections = List.copyOf(rejections);
    warnings = List.copyOf(warnings);
  }

  void writeText(OutputStream results) {
    // a PrintStream would keep silent about a full disk
    Writer out = new OutputStreamWriter(results, StandardCharsets.UTF_8);
    try {
      for (Rejection rejection : rejections) {
        out.write(line(rejection.file(), rejection.line(), rejection.rule(), rejection.reason()));
      }
      for (Warning warning : warnings) {
        String text = "warning: " + warning.message() + " [" + warning.lint().spelling() + "]";
        out.write(line(warning.file(), warning.line(), warning.rule(), text));
      }
      out.flush();
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  private static String line(String file, int line, String rule, String text) {
    return file + ':' + line + ": " + (rule.isEmpty() ? "" : "rule " + rule + ": ") + text + '\n';
  }

  void writeJson(OutputStream results) {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(results)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeNumberField("loaded", loaded);
      json.writeArrayFieldStart("rejected");
      for (Rejection rejection : rejections) {
        json.writeStartObject();
        json.writeStringField("file", rejection.file());
        json.writeNumberField("line", rejection.line());
        json.writeStringField("rule", rejection.rule());
        json.writeStringField("reason", rejection.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("warnings");
      for (Warning warning : warnings) {
        json.writeStartObject();
        json.writeStringField("file", warning.file());
        json.writeNumberField("line", warning.line());
        json.writeStringField("rule", warning.rule());
        json.writeStringField("lint", warning.lint().spelling());
        json.writeStringField("message", warning.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }
}
