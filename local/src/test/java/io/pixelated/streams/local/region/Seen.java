package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
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

  /** A record of quarantine or dead letters with its content as text, which is sealed there. */
  Seen unsealed() {
    try {
      return new Seen(key, new SealedJson(KeyProvider.development()).open(value), timestamp);
    } catch (SealException e) {
      throw new AssertionError("a sealed record opens with the key of its region", e);
    }
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
