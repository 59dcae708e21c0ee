package io.pixelated.streams.events;

/** What kind of data a record holds, which decides the regimes that apply to it. */
public enum DataClass {
  /** About machines and services; names no person outside the staff. */
  OPERATIONAL,
  /** Personal data of a data subject. */
  PERSONAL,
  /** Health data of a data subject: HIPAA's PHI, GDPR's Article 9. */
  HEALTH,
  /** Nothing known says what it is; treated as forbidden until something does. */
  UNKNOWN
}
