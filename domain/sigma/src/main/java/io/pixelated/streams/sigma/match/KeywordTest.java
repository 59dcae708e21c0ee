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
    for (int value = 0; value < reading.size(); value++) {
      if (reading.isSearched(value) && satisfies(reading.keyword(value))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<List<Anchor>> requirements() {
    return Anchor.ofAny(Anchor.ANY_FIELD, predicates);
  }

  @Override
  public void explain(Reading reading, Evidence evidence) {
    for (int value = 0; value < reading.size(); value++) {
      if (!reading.mayExplain(predicates.size())) {
        return;
      }
      if (reading.isSearched(value) && satisfies(reading.keyword(value))) {
        evidence.add(reading.name(value), reading.keyword(value).text());
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
