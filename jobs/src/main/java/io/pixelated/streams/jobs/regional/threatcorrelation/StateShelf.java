package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.incidents.DeskMemory;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** A shelf of the incident desk in keyed state. */
final class StateShelf<T> implements DeskMemory.Shelf<T> {
  private final MapState<String, T> state;

  StateShelf(MapState<String, T> state) {
    this.state = state;
  }

  @Override
  public Map<String, T> all() {
    Map<String, T> all = new HashMap<>();
    attempt(() -> state.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue())));
    return all;
  }

  @Override
  public void put(String key, T value) {
    attempt(() -> state.put(key, value));
  }

  @Override
  public void remove(String key) {
    attempt(() -> state.remove(key));
  }

  private interface Access {
    void run() throws Exception;
  }

  private static void attempt(Access access) {
    try {
      access.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException("the state of the incident desk cannot be reached", e);
    }
  }
}
