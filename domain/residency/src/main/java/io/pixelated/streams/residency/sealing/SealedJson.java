package io.pixelated.streams.residency.sealing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.MissingKeyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Opens records of {@code compliance.quarantine} and {@code dead.letters} as they stand there: JSON
 * with {@code region}, {@code id} and sealed bytes in Base64 as {@code value}. Not safe for use by
 * several threads.
 */
public final class SealedJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final KeyProvider keys;
  private final Map<String, Sealer> sealers = new HashMap<>();

  public SealedJson(KeyProvider keys) {
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /**
   * The same record with {@code text} in place of {@code value}; or with {@code bytes}, in Base64,
   * where it is no UTF-8.
   *
   * @throws SealException if it is no such record or cannot be opened
   */
  public byte[] open(byte[] json) throws SealException {
    ObjectNode record = read(json);
    String region = record.path("region").asText();
    byte[] opened = content(region, record);
    record.remove("value");
    try {
      record.put(
          "text", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(opened)).toString());
    } catch (CharacterCodingException e) {
      record.put("bytes", opened);
    }
    return write(record);
  }

  private byte[] content(String region, ObjectNode record) throws SealException {
    try {
      return sealers
          .computeIfAbsent(region, r -> new Sealer(keys, r))
          .open(record.path("value").binaryValue(), record.path("id").asText());
    } catch (MissingKeyException e) {
      throw new SealException(e.getMessage());
    } catch (IOException e) {
      throw new SealException("its value is not Base64");
    }
  }

  private static ObjectNode read(byte[] json) throws SealException {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode record
          && record.path("value").isTextual()
          && record.path("id").isTextual()) {
        return record;
      }
    } catch (IOException e) {
      // Said below without the parser's message, which quotes.
    }
    throw new SealException("this is no record of quarantine or dead letters: no id and value");
  }

  private static byte[] write(ObjectNode record) {
    try {
      return MAPPER.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }
}
