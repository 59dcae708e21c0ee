package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Counts distinct things that events have: values of a field, or rules that matched. */
final class DistinctTally implements Tally {
  private final Function<MatchedEvent, List<String>> things;
  private final Map<String, Integer> occurrences = new HashMap<>();

  DistinctTally(Function<MatchedEvent, List<String>> things) {
    this.things = things;
  }

  @Override
  public void enter(List<MatchedEvent> batch) {
    for (MatchedEvent event : batch) {
      for (String thing : things.apply(event)) {
        occurrences.merge(thing, 1, Integer::sum);
      }
    }
  }

  @Override
  public void leave(MatchedEvent event) {
    for (String thing : things.apply(event)) {
      occurrences.computeIfPresent(thing, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  @Override
  public long count(long from) {
    return occurrences.size();
  }
}
