package io.pixelated.streams.cli.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.sigma.explain.Explanation;
import io.pixelated.streams.sigma.explain.Explanation.All;
import io.pixelated.streams.sigma.explain.Explanation.Any;
import io.pixelated.streams.sigma.explain.Explanation.Leaf;
import io.pixelated.streams.sigma.explain.Explanation.Named;
import io.pixelated.streams.sigma.explain.Explanation.Node;
import io.pixelated.streams.sigma.explain.Explanation.Not;
import io.pixelated.streams.sigma.explain.Explanation.Seen;
import io.pixelated.streams.sigma.explain.Explanation.Wanted;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;
import io.pixelated.streams.sigma.rule.LogSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Writes explanations for programs. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** One object with the rule, the verdict, the log sources and the condition. */
  static void write(Explanation explanation, OutputStream results) {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(results)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField("rule", explanation.rule().key());
      json.writeStringField("title", explanation.rule().metadata().title());
      json.writeBooleanField("matched", explanation.matched());
      json.writeObjectFieldStart("logsource");
      json.writeBooleanField("applies", explanation.applies());
      json.writeFieldName("wanted");
      write(explanation.rule().logSource(), json);
      json.writeFieldName("event");
      write(explanation.event(), json);
      json.writeEndObject();
      json.writeFieldName("condition");
      write(explanation.condition(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  private static void write(LogSource wanted, JsonGenerator json) throws IOException {
    json.writeStartObject();
    field("product", wanted.product(), json);
    field("category", wanted.category(), json);
    field("service", wanted.service(), json);
    json.writeEndObject();
  }

  private static void field(String name, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static void write(LogSources event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    names("products", event.products(), json);
    names("categories", event.categories(), json);
    names("services", event.services(), json);
    json.writeEndObject();
  }

  private static void names(String name, Collection<String> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : new TreeSet<>(values)) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** A part of a condition, with the parts below it. */
  public static void write(Node node, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (node instanceof Leaf leaf) {
      write(leaf, json);
    } else if (node instanceof Named named) {
      json.writeStringField("selection", named.name());
      json.writeBooleanField("holds", named.holds());
      parts("parts", List.of(named.part()), json);
    } else if (node instanceof Not not) {
      json.writeBooleanField("holds", not.holds());
      parts("not", List.of(not.part()), json);
    } else if (node instanceof All all) {
      quantified(all.label(), all.holds(), "all", all.parts(), json);
    } else if (node instanceof Any any) {
      quantified(any.label(), any.holds(), "any", any.parts(), json);
    }
    json.writeEndObject();
  }

  private static void quantified(
      String label, boolean holds, String key, List<Node> parts, JsonGenerator json)
      throws IOException {
    if (!label.isEmpty()) {
      json.writeStringField("label", label);
    }
    json.writeBooleanField("holds", holds);
    parts(key, parts, json);
  }

  private static void parts(String key, List<Node> parts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(key);
    for (Node part : parts) {
      write(part, json);
    }
    json.writeEndArray();
  }

  private static void write(Leaf leaf, JsonGenerator json) throws IOException {
    if (leaf.field().isPresent()) {
      json.writeStringField("field", leaf.field().get());
    } else {
      json.writeBooleanField("keywords", true);
    }
    json.writeBooleanField("holds", leaf.holds());
    json.writeArrayFieldStart("modifiers");
    for (String modifier : leaf.modifiers()) {
      json.writeString(modifier);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("wanted");
    for (Wanted wanted : leaf.wanted()) {
      json.writeStartObject();
      json.writeStringField("value", wanted.text());
      json.writeBooleanField("found", wanted.found());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("wantedInAll", leaf.wantedInAll());
    json.writeBooleanField("present", leaf.present());
    json.writeArrayFieldStart("seen");
    for (Seen seen : leaf.seen()) {
      write(seen, json);
    }
    json.writeEndArray();
  }

  private static void write(Seen seen, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", seen.name());
    json.writeStringField("type", seen.kind().name().toLowerCase(Locale.ROOT));
    if (seen.kind() == ValueKind.NULL) {
      json.writeNullField("value");
    } else {
      json.writeStringField("value", seen.text());
    }
    json.writeBooleanField("counts", seen.counts());
    json.writeEndObject();
  }
}
