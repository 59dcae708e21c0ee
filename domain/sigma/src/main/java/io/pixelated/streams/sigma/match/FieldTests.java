package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.ReferencesField;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The leaves of compiled rules that look at one field. */
final class FieldTests {

  private FieldTests() {}

  /** Holds if any value of the field satisfies any of the predicates. */
  static Test anyOf(int slot, String field, List<ValuePredicate> predicates) {
    ValuePredicate[] sorted = predicates.toArray(ValuePredicate[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(ValuePredicate::cost));
    return new AnyOf(slot, field, sorted);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared; arrays keep the hot loop tight
  private record AnyOf(int slot, String field, ValuePredicate[] predicates) implements Test {
    @Override
    public boolean holds(Reading reading) {
      FieldValues values = reading.field(slot, field);
      for (int i = 0; i < values.size(); i++) {
        if (satisfies(values.get(i))) {
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
    public List<Anchor> anchors() {
      return Anchor.ofAny(slot, field, List.of(predicates));
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      FieldValues values = reading.field(slot, field);
      for (int i = 0; i < values.size(); i++) {
        if (satisfies(values.get(i))) {
          evidence.add(field, values.get(i).text());
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

  /** Holds if the field is absent or null. */
  record Null(int slot, String field) implements Test {
    @Override
    public boolean holds(Reading reading) {
      return reading.field(slot, field).isNull();
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
      return reading.field(slot, field).isPresent() == expected;
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      FieldValues values = reading.field(slot, field);
      for (int i = 0; i < values.size(); i++) {
        evidence.add(field, values.get(i).text());
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
      FieldValues left = reading.field(slot, field);
      for (int i = 0; i < left.size(); i++) {
        if (relates(left.get(i), reading)) {
          return true;
        }
      }
      return false;
    }

    private boolean relates(EventValue value, Reading reading) {
      FieldValues right = reading.field(otherSlot, predicate.other());
      for (int i = 0; i < right.size(); i++) {
        if (predicate.test(value, right.get(i))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      FieldValues left = reading.field(slot, field);
      for (int i = 0; i < left.size(); i++) {
        if (relates(left.get(i), reading)) {
          evidence.add(field, left.get(i).text());
        }
      }
    }

    @Override
    public int cost() {
      return 50;
    }
  }
}
