package io.pixelated.streams.privacy;

import java.util.Locale;

/** What is asked for. */
public enum RequestKind {
  /** A copy of the records: GDPR Art. 15, CCPA 1798.110. */
  ACCESS,
  /** That they be deleted: GDPR Art. 17, CCPA 1798.105. */
  ERASURE,
  /** That they be corrected: GDPR Art. 16, CCPA 1798.106. */
  RECTIFICATION,
  /** A copy for another service: GDPR Art. 20. */
  PORTABILITY,
  /** That they be neither sold nor shared: CCPA 1798.120. */
  OPT_OUT,
  /** That an earlier opt-out hold no longer. */
  OPT_IN;

  /** The kind as requests name it, such as {@code opt_out}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
