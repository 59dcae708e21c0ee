package io.pixelated.streams.residency;

import java.util.Locale;
import java.util.Optional;

/** What a regime asks of whoever holds a record. */
public enum Duty {
  /** Kept where encryption is validated by FIPS 140-2: a place without it is not permitted. */
  FIPS_140_ENCRYPTION("fips-140-2"),
  /** Every access is logged. */
  ACCESS_LOGGED(""),
  /** The subject may have a copy. */
  ACCESS(""),
  /** The subject may have it corrected. */
  RECTIFICATION(""),
  /** The subject may have it erased; CCPA says deleted. */
  ERASURE(""),
  /** The subject may take it elsewhere. */
  PORTABILITY(""),
  /** The subject may object to its being shared. */
  OPT_OUT(""),
  /** It may not be sold. */
  SALE_PROHIBITED("");

  /** The purpose that {@link #SALE_PROHIBITED} rules out. */
  static final String SALE = "sale";

  private final String safeguard;

  Duty(String safeguard) {
    this.safeguard = safeguard;
  }

  /** What a region must have for a record to be whole there. */
  Optional<String> safeguard() {
    return safeguard.isEmpty() ? Optional.empty() : Optional.of(safeguard);
  }

  /** The duty of a word that {@link #word} gave. */
  static Duty ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The duty in one word, such as {@code access_logged}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
