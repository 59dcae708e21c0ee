package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.EventValue;
import io.pixelated.streams.sigma.predicate.ValuePredicate;
import java.util.List;

/** Holds if any value of the event satisfies any of the predicates. */
record KeywordTest(List<ValuePredicate> predicates) implements Test {

  KeywordTest {
    predicates = List.copyOf(predicates);
  }

  @Override
  public boolean holds(Reading reading) {
    for (Reading.NamedValue named : reading.all()) {
      if (satisfies(named.value())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Anchor> anchors() {
    return Anchor.ofAny(Anchor.ANY_FIELD, "", predicates);
  }

  @Override
  public void explain(Reading reading, Evidence evidence) {
    for (Reading.NamedValue named : reading.all()) {
      if (satisfies(named.value())) {
        evidence.add(named.field(), named.value().text());
      }
    }
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
  public int cost() {
    return 2000;
  }
}
