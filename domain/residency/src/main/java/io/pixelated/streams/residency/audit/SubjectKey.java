package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A random key that one subject has in the audit chains: without it nobody can tell whom the
 * pseudonyms made with it stand for, or make them again.
 *
 * @param secret {@value #BYTES} random bytes
 * @param usedAt when it was last used, epoch milliseconds, to the hour
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record SubjectKey(byte[] secret, long usedAt) {
  /** What every pseudonym made with such a key begins with. */
  public static final String PREFIX = "su_";

  /** How long a key lives that is not used. */
  public static final Duration UNUSED = Duration.ofDays(30);

  /** Bytes of every key. */
  static final int BYTES = 32;

  /** Uses within it are noted as one. */
  private static final long NOTED = Duration.ofHours(1).toMillis();

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEPT_BYTES = 16;

  public SubjectKey {
    Objects.requireNonNull(secret, "secret");
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "a subject's key has %d bytes: give %d".formatted(secret.length, BYTES));
    }
  }

  /** A key that nobody has had before. */
  public static SubjectKey random(SecureRandom random, long now) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new SubjectKey(secret, now);
  }

  /** The pseudonym of a subject: the same for the same subject and key. */
  public String pseudonym(String subject) {
    try {
      Mac keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] hash = keyed.doFinal(subject.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Whether it must not be used any more. */
  public boolean isOver(long now) {
    return now - usedAt >= UNUSED.toMillis();
  }

  /** Whether a use now has to be noted. */
  public boolean isNoteworthy(long now) {
    return now - usedAt >= NOTED;
  }

  /** The same key, used now. */
  public SubjectKey usedAt(long now) {
    return new SubjectKey(secret, now);
  }

  /** When it was used: the secret is never printed. */
  @Override
  public String toString() {
    return "SubjectKey[" + usedAt + ']';
  }
}
