package io.pixelated.streams.correlation.ruletest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of events that tests write as YAML, or several to a file. */
final class EventJson {
  private static final JsonFactory JSON = new JsonFactory();

  private EventJson() {}

  /** A mapping as JSON; a text is JSON already. */
  static String of(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar.text();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(YamlNode node, JsonGenerator out) throws IOException {
    if (node instanceof YamlMap map) {
      out.writeStartObject();
      for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
        out.writeFieldName(entry.getKey());
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (node instanceof YamlList list) {
      out.writeStartArray();
      for (YamlNode item : list.items()) {
        write(item, out);
      }
      out.writeEndArray();
    } else {
      write((YamlScalar) node, out);
    }
  }

  private static void write(YamlScalar scalar, JsonGenerator out) throws IOException {
    switch (scalar.type()) {
      case INTEGER, DECIMAL -> out.writeNumber(scalar.asNumber().toPlainString());
      case BOOLEAN -> out.writeBoolean(scalar.asBoolean());
      case NULL -> out.writeNull();
      case TEXT, TIMESTAMP -> out.writeString(scalar.text());
    }
  }

  /**
   * The objects of a text, one after the other or in a list.
   *
   * @param name of the text, for messages
   */
  static List<String> split(String text, String name) throws InvalidRuleCases {
    List<String> events = new ArrayList<>();
    try (JsonParser in = JSON.createParser(text)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          int start = (int) in.currentTokenLocation().getCharOffset();
          in.skipChildren();
          events.add(text.substring(start, (int) in.currentLocation().getCharOffset()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRuleCases(name + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }
}
