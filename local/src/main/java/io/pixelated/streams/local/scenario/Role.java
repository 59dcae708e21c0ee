package io.pixelated.streams.local.scenario;

import java.util.Locale;

/** What an account is, as the platform's logs name it in {@code actor.type}. */
enum Role {
  PATIENT,
  CLINICIAN,
  ADMIN,
  SUPPORT,
  SERVICE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
