package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.SecurityEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An event as {@code security.events.enriched} carries it: its own JSON object, byte for byte, with
 * one member {@code enrichment} added at the end. Where the event brings a member of that name,
 * that one is renamed to {@code producer_enrichment}, for nobody but this job may speak under ours.
 */
final class EnrichedJson {
  private static final byte[] NAME = "\"enrichment\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] THEIRS =
      "\"producer_enrichment\"".getBytes(StandardCharsets.US_ASCII);

  private final JsonFactory factory = new JsonFactory();

  byte[] of(SecurityEvent event) {
    byte[] json = event.json();
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 768);
    try {
      int copied = 0;
      for (int[] name : takenNames(json)) {
        out.write(json, copied, name[0] - copied);
        out.write(THEIRS);
        copied = name[1];
      }
      out.write(json, copied, json.length - 1 - copied);
      if (!isEmptyObject(json)) {
        out.write(',');
      }
      out.write(NAME);
      out.write(':');
      write(event, out);
      out.write('}');
    } catch (IOException e) {
      throw new UncheckedIOException("event " + event.id() + " does not hold a JSON object", e);
    }
    return out.toByteArray();
  }

  private static boolean isEmptyObject(byte[] json) {
    int i = json.length - 2;
    while (i > 0 && (json[i] == ' ' || json[i] == '\t' || json[i] == '\r' || json[i] == '\n')) {
      i--;
    }
    return i <= 0;
  }

  /** Where the object's own members of our name are spelled, from quote to behind quote. */
  private List<int[]> takenNames(byte[] json) throws IOException {
    if (!mayHoldName(json)) {
      return List.of();
    }
    List<int[]> names = new ArrayList<>();
    try (JsonParser parser = factory.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals("enrichment")) {
          int from = (int) parser.currentTokenLocation().getByteOffset();
          names.add(new int[] {from, endOfString(json, from)});
        }
        parser.nextToken();
        parser.skipChildren();
      }
    }
    return names;
  }

  private static int endOfString(byte[] json, int from) {
    int i = from + 1;
    while (json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  /** Whether the name is there, plain or with escapes; most events are answered here. */
  private static boolean mayHoldName(byte[] json) {
    for (int i = 0; i + 1 < json.length; i++) {
      if (json[i] == '\\' && json[i + 1] == 'u') {
        return true;
      }
      if (json[i] == '"' && matches(json, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] json, int at) {
    if (at + NAME.length > json.length) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (json[at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private void write(SecurityEvent event, ByteArrayOutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("id", event.id());
      json.writeStringField("region", event.region());
      json.writeNumberField("time", event.time());
      json.writeStringField("time_source", event.timeSource().name().toLowerCase(Locale.ROOT));
      json.writeBooleanField("stale", event.stale());
      json.writeObjectFieldStart("source");
      json.writeStringField("format", event.source().format());
      json.writeStringField("product", event.source().product());
      json.writeStringField("category", event.source().category());
      json.writeStringField("service", event.source().service());
      json.writeEndObject();
      json.writeArrayFieldStart("entities");
      for (Entity entity : event.entities()) {
        json.writeStartObject();
        json.writeStringField("type", entity.type().name().toLowerCase(Locale.ROOT));
        json.writeStringField("value", entity.value());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("data_classes");
      for (DataClass dataClass : event.classification().dataClasses()) {
        json.writeString(dataClass.name().toLowerCase(Locale.ROOT));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("jurisdictions");
      for (String jurisdiction : event.classification().jurisdictions()) {
        json.writeString(jurisdiction);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("origin");
      json.writeStringField("topic", event.origin().topic());
      json.writeNumberField("partition", event.origin().partition());
      json.writeNumberField("offset", event.origin().offset());
      json.writeNumberField("timestamp", event.origin().timestamp());
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
