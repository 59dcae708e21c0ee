package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.ReferencesField;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The leaves of compiled rules that look at one field. */
final class FieldTests {

  /** Of a leaf that literals alone do not decide. */
  static final int NO_ORDINAL = -1;

  private FieldTests() {}

  /**
   * Holds if any value of the field satisfies any of the predicates.
   *
   * @param ordinal the number of this leaf among those of its rule that literals decide
   */
  static Test anyOf(int slot, String field, List<ValuePredicate> predicates, int ordinal) {
    ValuePredicate[] sorted = predicates.toArray(ValuePredicate[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(ValuePredicate::cost));
    return new AnyOf(slot, field, sorted, ordinal);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared; arrays keep the hot loop tight
  private record AnyOf(int slot, String field, ValuePredicate[] predicates, int ordinal)
      implements Test {
    @Override
    public boolean holds(Reading reading) {
      if (ordinal != NO_ORDINAL && reading.isDecided(ordinal)) {
        return reading.decision(ordinal);
      }
      for (int value : reading.values(slot)) {
        if (!reading.isNull(value) && satisfies(reading.value(value))) {
          return true;
        }
      }
      return false;
    }

    private boolean satisfies(EventValue value) {
      for (ValuePredicate predicate : predicates) {
        if (predicate.test(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<List<Anchor>> requirements() {
      return Anchor.ofAny(slot, List.of(predicates));
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      int[] values = reading.values(slot);
      if (values.length == 1 && ordinal != NO_ORDINAL && reading.isDecided(ordinal)) {
        if (reading.decision(ordinal)) {
          evidence.add(field, reading.value(values[0]).text());
        }
        return;
      }
      for (int value : values) {
        if (evidence.isFull(field) || !reading.mayExplain(predicates.length)) {
          return;
        }
        if (!reading.isNull(value) && satisfies(reading.value(value))) {
          evidence.add(field, reading.value(value).text());
        }
      }
    }

    @Override
    public int cost() {
      long sum = 5;
      for (ValuePredicate predicate : predicates) {
        sum += predicate.cost();
      }
      return (int) Math.min(sum, Integer.MAX_VALUE);
    }
  }

  /** Holds if the field is absent, has no value, or has a null among its values. */
  record Null(int slot) implements Test {
    @Override
    public boolean holds(Reading reading) {
      boolean hasValue = false;
      for (int value : reading.values(slot)) {
        if (reading.isNull(value)) {
          return true;
        }
        hasValue = true;
      }
      return !hasValue;
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      // an absence has no values to show
    }

    @Override
    public int cost() {
      return 5;
    }
  }

  /** Holds if the field is there, or is not there. */
  record Present(int slot, String field, boolean expected) implements Test {
    @Override
    public boolean holds(Reading reading) {
      return reading.has(slot) == expected;
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      for (int value : reading.values(slot)) {
        if (evidence.isFull(field)) {
          return;
        }
        if (!reading.isNull(value)) {
          evidence.add(field, reading.value(value).text());
        }
      }
    }

    @Override
    public int cost() {
      return 5;
    }
  }

  /** Holds if a value of the field relates to a value of another. */
  record References(int slot, String field, int otherSlot, ReferencesField predicate)
      implements Test {
    @Override
    public boolean holds(Reading reading) {
      for (int value : reading.values(slot)) {
        if (relates(value, reading)) {
          return true;
        }
      }
      return false;
    }

    private boolean relates(int value, Reading reading) {
      if (reading.isNull(value)) {
        return false;
      }
      for (int other : reading.values(otherSlot)) {
        if (!reading.isNull(other) && predicate.test(reading.value(value), reading.value(other))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      for (int value : reading.values(slot)) {
        if (evidence.isFull(field)) {
          return;
        }
        if (relates(value, reading)) {
          evidence.add(field, reading.value(value).text());
        }
      }
    }

    @Override
    public int cost() {
      return 50;
    }
  }
}
