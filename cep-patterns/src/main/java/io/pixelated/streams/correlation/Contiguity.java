package io.pixelated.streams.correlation;

import java.util.Locale;

/** What may lie between an event that a sequence took and the next one it takes. */
public enum Contiguity {
  /** Nothing: it is the next event of the group that any rule of the sequence matched. */
  STRICT,
  /** Whatever cannot take the step: it is the first event that can. */
  RELAXED,
  /** Whatever there is: it is any event that can take the step. */
  ANY;

  /** How documents write it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
