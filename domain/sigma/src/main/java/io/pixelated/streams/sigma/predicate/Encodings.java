package io.pixelated.streams.sigma.predicate;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.sigma.rule.Modifier;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The encodings in which attackers hide text and rules look for it. */
final class Encodings {

  static final int MAX_SPELLINGS = 3125;

  /** How many leading Base64 characters depend on 0, 1 or 2 bytes before the text. */
  private static final int[] UNSTABLE_HEAD = {0, 2, 3};

  /** How many trailing ones depend on what follows, by the length modulo 3. */
  private static final int[] UNSTABLE_TAIL = {0, 3, 2};

  private Encodings() {}

  static List<Draft> apply(Modifier encoding, String text) {
    return switch (encoding) {
      case UTF8 -> bytes(text.getBytes(UTF_8));
      case UTF16LE -> bytes(text.getBytes(UTF_16LE));
      case UTF16BE -> bytes(text.getBytes(UTF_16BE));
      case UTF16 -> bytes(("\ufeff" + text).getBytes(UTF_16LE));
      default -> apply(encoding, text.getBytes(UTF_8));
    };
  }

  static List<Draft> apply(Modifier encoding, byte[] bytes) {
    return switch (encoding) {
      case BASE64 -> List.of(text(Base64.getEncoder().encodeToString(bytes)));
      case BASE64OFFSET -> base64AtEachOffset(bytes);
      default ->
          throw new InvalidItem(
              "'"
                  + encoding.spelling()
                  + "' follows another encoding; keep one, then base64 or base64offset");
    };
  }

  /** What the text looks like inside Base64, wherever in the encoded text it starts. */
  private static List<Draft> base64AtEachOffset(byte[] bytes) {
    List<Draft> drafts = new ArrayList<>(3);
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String encoded = Base64.getEncoder().encodeToString(shifted);
      int end = encoded.length() - UNSTABLE_TAIL[shifted.length % 3];
      drafts.add(text(encoded.substring(Math.min(end, UNSTABLE_HEAD[offset]), end)));
    }
    return drafts;
  }

  private static List<Draft> bytes(byte[] bytes) {
    return List.of(new Draft.Bytes(bytes));
  }

  private static Draft text(String encoded) {
    return new Draft.Text(SigmaString.plain(encoded), null);
  }
}
