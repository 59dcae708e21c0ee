package io.pixelated.streams.residency.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a signed entry says.
 *
 * @param time when it was signed, epoch milliseconds
 * @param verdicts how many verdicts are before it in an anchor
 * @param every after how many milliseconds the next one follows, in a region anchor
 * @param heads the heads that a region anchor is over
 * @param key id of the key that signed
 */
record SignedBody(long time, long verdicts, long every, List<Claim> heads, String key) {
  private static final ObjectMapper JSON = new ObjectMapper();

  SignedBody {
    heads = List.copyOf(heads);
  }

  /** The body of an entry; empty if it has not the form of a signed one. */
  static Optional<SignedBody> read(Entry entry) {
    if (signedTo(entry) < entry.hashedFrom()) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(entry.body());
      List<Claim> heads = new ArrayList<>();
      for (JsonNode head : node.path("heads")) {
        heads.add(
            new Claim(
                head.path("chain").asInt(-1),
                head.path("epoch").asLong(),
                head.path("index").asLong(),
                head.path("hash").asText()));
      }
      return Optional.of(
          new SignedBody(
              node.path("time").asLong(),
              node.path("verdicts").asLong(),
              node.path("every").asLong(),
              heads,
              node.path("key").asText()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the entry's signature is that of a key. */
  static boolean isSignedBy(PublicKeyText key, Entry entry) {
    int signedTo = signedTo(entry);
    int digitsAt = signedTo + EntryLayout.SIGNATURE.length;
    int digitsTo = digitsAt + EntryLayout.SIGNATURE_DIGITS;
    byte[] bytes = entry.bytes();
    if (signedTo < entry.hashedFrom()
        || !stands(EntryLayout.SIGNATURE, bytes, signedTo)
        || !stands(EntryLayout.SIGNED_END, bytes, digitsTo)
        || !Digests.areDigits(bytes, digitsAt, digitsTo)) {
      return false;
    }
    String digits =
        new String(bytes, digitsAt, EntryLayout.SIGNATURE_DIGITS, StandardCharsets.US_ASCII);
    return key.verifies(bytes, entry.hashedFrom(), signedTo, HexFormat.of().parseHex(digits));
  }

  private static int signedTo(Entry entry) {
    return entry.to() - EntryLayout.SIGNATURE_LENGTH;
  }

  private static boolean stands(byte[] text, byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }
}
