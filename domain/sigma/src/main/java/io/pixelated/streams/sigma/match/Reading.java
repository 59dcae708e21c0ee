package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.SearchBudget;

/** One event while rules are evaluated; what is derived from a value is derived once. */
final class Reading {

  private static final int[] NONE = {};

  /** Tests of values that matches may be explained by, besides one per character. */
  private static final long EXPLAINING_STEPS = 50_000;

  private final EventView event;
  private final EventValue[] values;
  private final SearchBudget budget;
  private final SearchBudget explaining;
  private EventValue[] keywords;
  private CandidateIndex index;
  private Plan plan;
  private Hits hits;
  private int firstLeaf;

  Reading(EventView event) {
    this.event = event;
    this.values = new EventValue[event.size()];
    this.budget = SearchBudget.of(event.characters().length);
    this.explaining = SearchBudget.ofSteps(EXPLAINING_STEPS + event.characters().length);
  }

  /** From now on rules of {@code next} are evaluated. */
  void use(CandidateIndex next, Plan itsPlan, Hits itsHits) {
    index = next;
    plan = itsPlan;
    hits = itsHits;
  }

  /** From now on the rule of that number is evaluated. */
  void evaluate(int rule) {
    firstLeaf = index.firstLeaf(rule);
  }

  /** Whether it is known if a leaf of the rule holds. */
  boolean isDecided(int ordinal) {
    return index.isDecided(firstLeaf + ordinal);
  }

  /** Whether a leaf holds for which that is known. */
  boolean decision(int ordinal) {
    return hits.holds(firstLeaf + ordinal);
  }

  /** Whether the event has the field, even if without a value. */
  boolean has(int slot) {
    return plan.values(slot) != null;
  }

  /** The numbers of the field's values, some of which may be null. */
  int[] values(int slot) {
    int[] numbers = plan.values(slot);
    return numbers == null ? NONE : numbers;
  }

  boolean isNull(int value) {
    return event.kind(value) == ValueKind.NULL;
  }

  /** A value that is not null. */
  EventValue value(int number) {
    EventValue value = values[number];
    if (value == null) {
      value =
          switch (event.kind(number)) {
            case NUMBER -> read(EventValue.Kind.NUMBER, number);
            case BOOLEAN -> read(EventValue.Kind.BOOLEAN, number);
            case TEXT -> read(EventValue.Kind.TEXT, number);
            case COMPOSITE -> new EventValue(EventValue.Kind.TEXT, event.text(number), budget);
            case NULL -> throw new IllegalArgumentException("value " + number + " is null");
          };
      values[number] = value;
    }
    return value;
  }

  /** How often something was left undone because the event took too long. */
  int overruns() {
    return budget.overruns();
  }

  /** Whether {@code steps} may be taken to explain a match; if not, it is explained by less. */
  boolean mayExplain(int steps) {
    return explaining.allows(steps);
  }

  int size() {
    return values.length;
  }

  /** Whether keywords are looked for in a value. */
  boolean isSearched(int value) {
    ValueKind kind = event.kind(value);
    return kind != ValueKind.NULL && kind != ValueKind.COMPOSITE;
  }

  /** A value as keywords see it: whatever it is, as text. */
  EventValue keyword(int number) {
    if (event.kind(number) == ValueKind.TEXT) {
      return value(number);
    }
    if (keywords == null) {
      keywords = new EventValue[values.length];
    }
    EventValue value = keywords[number];
    if (value == null) {
      value = read(EventValue.Kind.TEXT, number);
      keywords[number] = value;
    }
    return value;
  }

  /** The event's own name of a value. */
  String name(int value) {
    return event.layout().name(value);
  }

  private EventValue read(EventValue.Kind kind, int number) {
    int start = event.start(number);
    return start < 0
        ? new EventValue(kind, event.text(number), budget)
        : new EventValue(kind, event.characters(), start, event.end(number), budget);
  }
}
