package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;

/**
 * Where what stands in an entry: one JSON object whose first member is the SHA-256 of all bytes
 * after it.
 *
 * <pre>
 *   {"hash":"…64…","previous":"…64…","region":"…","job":"…","epoch":N,"chain":N,"index":N,"kind":"…","body":{…}}
 *   └──── 74 ────┘└──────────────────────────────── hashed ────────────────────────────────────────────────────┘
 *                 └─────── signed, where the body ends with a signature ───────┘"signature":"…128…"}}
 * </pre>
 */
final class EntryLayout {
  static final byte[] HASH = ascii("{\"hash\":\"");
  static final byte[] PREVIOUS = ascii("\",\"previous\":\"");
  static final byte[] REGION = ascii("\",\"region\":\"");
  static final byte[] JOB = ascii("\",\"job\":\"");
  static final byte[] EPOCH = ascii("\",\"epoch\":");
  static final byte[] CHAIN = ascii(",\"chain\":");
  static final byte[] INDEX = ascii(",\"index\":");
  static final byte[] KIND = ascii(",\"kind\":\"");
  static final byte[] BODY = ascii("\",\"body\":");
  static final byte[] SIGNATURE = ascii("\"signature\":\"");
  static final byte[] SIGNED_END = ascii("\"}}");

  static final int HASH_DIGITS = 64;
  static final int SIGNATURE_DIGITS = 128;

  /** Where the digits of the hash begin. */
  static final int HASH_AT = HASH.length;

  /** Where the bytes begin that are hashed: after the quotation mark that ends the hash. */
  static final int HASHED_FROM = HASH_AT + HASH_DIGITS + 1;

  /** What a signed entry ends with that its signature does not cover. */
  static final int SIGNATURE_LENGTH = SIGNATURE.length + SIGNATURE_DIGITS + SIGNED_END.length;

  private EntryLayout() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
