package io.pixelated.streams.correlation.sequence;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The keyed state that Flink CEP's shared buffer works on, in memory: only maps, of whichever group
 * is loaded.
 */
final class MemoryStore implements KeyedStateStore {
  private final Map<String, MemoryMap<?, ?>> maps = new HashMap<>();

  void clear() {
    maps.values().forEach(MemoryMap::clear);
  }

  /** The map that was asked for under {@code name}. */
  @SuppressWarnings("unchecked") // the shared buffer asks for each name with one type only
  <K, V> MemoryMap<K, V> map(String name) {
    return (MemoryMap<K, V>) maps.computeIfAbsent(name, key -> new MemoryMap<>());
  }

  @Override
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    return map(descriptor.getName());
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw onlyMaps();
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw onlyMaps();
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "memory";
  }

  private static UnsupportedOperationException onlyMaps() {
    return new UnsupportedOperationException("the shared buffer of Flink CEP 2.3 uses maps only");
  }
}
