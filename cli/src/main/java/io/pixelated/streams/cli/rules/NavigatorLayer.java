package io.pixelated.streams.cli.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.sigma.coverage.AttackCoverage;
import io.pixelated.streams.sigma.coverage.AttackCoverage.Technique;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes coverage in the layer format 4.5 of MITRE's ATT&CK Navigator. */
final class NavigatorLayer {
  private static final String LAYER = "4.5";
  private static final String NAVIGATOR = "5.1.0";
  private static final int MOST_TITLES = 20;

  /** From a technique with one rule to the one with the most. */
  private static final List<String> COLOURS = List.of("#d9f0d3", "#1b7837");

  private NavigatorLayer() {}

  static void write(String name, AttackCoverage coverage, OutputStream out) {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeObjectFieldStart("versions");
      json.writeStringField("attack", coverage.version());
      json.writeStringField("navigator", NAVIGATOR);
      json.writeStringField("layer", LAYER);
      json.writeEndObject();
      json.writeStringField("domain", "enterprise-attack");
      json.writeStringField(
          "description",
          "Techniques by the number of rules that are tagged with them; "
              + coverage.rules()
              + " rules.");
      writeLayout(json);
      json.writeArrayFieldStart("techniques");
      for (Technique technique : coverage.techniques()) {
        writeTechnique(technique, json);
      }
      json.writeEndArray();
      writeGradient(coverage, json);
      writeMetadata("rules", coverage.rules(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  private static void writeLayout(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("layout");
    json.writeStringField("layout", "side");
    json.writeBooleanField("showID", true);
    json.writeBooleanField("showName", true);
    json.writeStringField("expandedSubtechniques", "annotated");
    json.writeEndObject();
  }

  private static void writeTechnique(Technique technique, JsonGenerator json) throws IOException {
    List<String> titles = technique.titles();
    json.writeStartObject();
    json.writeStringField("techniqueID", technique.entry().id());
    json.writeNumberField("score", titles.size());
    json.writeStringField("comment", comment(titles));
    json.writeBooleanField("enabled", true);
    writeMetadata("rules", titles.size(), json);
    json.writeEndObject();
  }

  private static String comment(List<String> titles) {
    String shown = String.join("\n", titles.subList(0, Math.min(MOST_TITLES, titles.size())));
    return titles.size() > MOST_TITLES
        ? shown + "\nand " + (titles.size() - MOST_TITLES) + " more"
        : shown;
  }

  private static void writeMetadata(String name, int value, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("metadata");
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", Integer.toString(value));
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeGradient(AttackCoverage coverage, JsonGenerator json)
      throws IOException {
    int most = coverage.techniques().stream().mapToInt(t -> t.titles().size()).max().orElse(1);
    json.writeObjectFieldStart("gradient");
    json.writeArrayFieldStart("colors");
    for (String colour : COLOURS) {
      json.writeString(colour);
    }
    json.writeEndArray();
    json.writeNumberField("minValue", 1);
    json.writeNumberField("maxValue", Math.max(2, most));
    json.writeEndObject();
  }
}
