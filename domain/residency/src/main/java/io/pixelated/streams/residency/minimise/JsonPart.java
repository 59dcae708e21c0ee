package io.pixelated.streams.residency.minimise;

/** What a part of a record is. */
enum JsonPart {
  OBJECT(0),
  ARRAY(1),
  STRING(2),
  NUMBER(3),
  TRUE(4),
  FALSE(5),
  NULL(6);

  private static final JsonPart[] BY_CODE = new JsonPart[values().length];

  static {
    for (JsonPart part : values()) {
      BY_CODE[part.code] = part;
    }
  }

  private final int code;

  JsonPart(int code) {
    this.code = code;
  }

  /** A number that stands for it. */
  int code() {
    return code;
  }

  static JsonPart of(int code) {
    return BY_CODE[code];
  }

  boolean isContainer() {
    return this == OBJECT || this == ARRAY;
  }
}
