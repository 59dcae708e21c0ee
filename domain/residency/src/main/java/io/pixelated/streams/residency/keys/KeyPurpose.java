package io.pixelated.streams.residency.keys;

import java.util.Locale;

/** What a key is for. A key is never used for anything else. */
public enum KeyPurpose {
  /** Keyed hashes that stand for personal values: HMAC-SHA-256. */
  PSEUDONYM,
  /** Quarantined records and dead letters: AES-256-GCM. */
  ENCRYPTION,
  /** Anchors of the audit chain: the seed of an Ed25519 private key (RFC 8032, section 5.1.5). */
  SIGNING;

  /** Bytes of every such key. */
  public static final int BYTES = 32;

  /** The purpose as names of files have it, such as {@code pseudonym}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
