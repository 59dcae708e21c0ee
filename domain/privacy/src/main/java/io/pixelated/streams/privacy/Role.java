package io.pixelated.streams.privacy;

import java.util.Locale;

/** In what role somebody asks: what they may ask for, and what they are shown, follows from it. */
public enum Role {
  /** The person themselves, whose identity the privacy office has checked. */
  SUBJECT,
  /** Somebody of the privacy office. */
  PRIVACY_OFFICER,
  /** Somebody who handles incidents. */
  SOC_ANALYST,
  /** Somebody who checks that rules are kept: sees that records are there, not what they say. */
  AUDITOR;

  /** The role as requests name it, such as {@code privacy_officer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody in this role may ask for something of that kind. */
  public boolean mayAsk(RequestKind kind) {
    return switch (this) {
      case SUBJECT, PRIVACY_OFFICER -> true;
      case SOC_ANALYST, AUDITOR -> kind == RequestKind.ACCESS;
    };
  }
}
