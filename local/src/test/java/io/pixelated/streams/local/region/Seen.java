package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A record as it was read from a topic.
 *
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
record Seen(String key, byte[] value, long timestamp) {
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isTombstone() {
    return value == null;
  }

  String text() {
    return value == null ? "" : new String(value, UTF_8);
  }

  JsonNode json() {
    return parse(text());
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
