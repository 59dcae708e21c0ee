package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import java.util.List;

/** Counts events. */
final class EventTally implements Tally {
  private long events;

  @Override
  public void enter(List<MatchedEvent> batch) {
    events += batch.size();
  }

  @Override
  public void leave(MatchedEvent event) {
    events--;
  }

  @Override
  public long count(long from) {
    return events;
  }
}
