package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Contiguity;

/**
 * How far a partial match has come, and what may still happen to it.
 *
 * @param position the step that took its last event; -1 if there is none yet
 * @param taken how many events that step has taken, as far as it matters
 * @param open what may come next, as a set of positions
 */
record Place(int position, int taken, int open) {
  boolean isOpen(int at) {
    return (open & 1 << at) != 0;
  }

  /** The rules whose events make a difference here; all bits where any event does. */
  long interest(Plan plan) {
    long marks = 0;
    for (int at = 0; at < plan.end(); at++) {
      if (isOpen(at)) {
        boolean again = at == position;
        Contiguity contiguity = again ? plan.step(at).loop() : plan.step(at).contiguity();
        if (position >= 0 && contiguity == Contiguity.STRICT) {
          return -1;
        }
        marks |= plan.ruleBit(at) | (again ? plan.untilBit(at) : negated(plan, at));
      }
    }
    return marks | (isOpen(plan.end()) ? negated(plan, plan.end()) : 0);
  }

  private long negated(Plan plan, int until) {
    long marks = 0;
    for (int i = position + 1; position >= 0 && i < until; i++) {
      marks |= plan.step(i).negated() ? plan.ruleBit(i) : 0;
    }
    return marks;
  }
}
