package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.incidents.DeskMemory;
import io.pixelated.streams.incidents.quality.QualityLedger;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** A shelf of the incident desk or the quality ledger in keyed state. */
final class StateShelf<T> implements DeskMemory.Shelf<T>, QualityLedger.Shelf<T> {
  private final MapState<String, T> state;

  StateShelf(MapState<String, T> state) {
    this.state = state;
  }

  @Override
  public Map<String, T> all() {
    Map<String, T> all = new HashMap<>();
    State.access(() -> state.entries().forEach(e -> all.put(e.getKey(), e.getValue())));
    return all;
  }

  @Override
  public T get(String key) {
    return State.read(() -> state.get(key));
  }

  @Override
  public void put(String key, T value) {
    State.access(() -> state.put(key, value));
  }

  @Override
  public void remove(String key) {
    State.access(() -> state.remove(key));
  }
}
