package io.pixelated.streams.incidents;

import java.util.Map;
import java.util.TreeMap;

/** What a keyed state keeps, in a map. */
final class MapShelf<T> implements DeskMemory.Shelf<T> {
  private final Map<String, T> kept = new TreeMap<>();

  @Override
  public Map<String, T> all() {
    return Map.copyOf(kept);
  }

  @Override
  public void put(String key, T value) {
    kept.put(key, value);
  }

  @Override
  public void remove(String key) {
    kept.remove(key);
  }
}
