package io.pixelated.streams.residency.minimise;

/** What a part of a record is. */
enum JsonPart {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL;

  boolean isContainer() {
    return this == OBJECT || this == ARRAY;
  }
}
