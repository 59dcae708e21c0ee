package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.RoutedMatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Matches of the current key that wait for their rules, or for time to come to these. */
final class WaitingMatches {
  /** How many wait of one key at most. */
  static final int MOST = 4_096;

  static final String NAME = "waiting";

  private final ListState<RoutedMatch> matches;
  private final ValueState<Integer> size;

  /** Whether some may wait, of whatever key: as a rule none does, and no state has to be read. */
  private boolean any;

  private WaitingMatches(
      ListState<RoutedMatch> matches, ValueState<Integer> size, boolean restored) {
    this.matches = matches;
    this.size = size;
    this.any = restored;
  }

  /**
   * @param restored whether some may have waited before
   */
  static WaitingMatches in(RuntimeContext context, boolean restored) {
    return new WaitingMatches(
        context.getListState(
            new ListStateDescriptor<>(NAME, TypeInformation.of(RoutedMatch.class))),
        context.getState(new ValueStateDescriptor<>("waiting-size", Types.INT)),
        restored);
  }

  boolean isEmpty() throws Exception {
    return !any || !matches.get().iterator().hasNext();
  }

  List<RoutedMatch> all() throws Exception {
    List<RoutedMatch> all = new ArrayList<>();
    matches.get().forEach(all::add);
    return all;
  }

  /**
   * Adds one.
   *
   * @return whether there was room
   */
  boolean add(RoutedMatch match) throws Exception {
    Integer counted = size.value();
    int before = counted == null ? all().size() : counted;
    if (before >= MOST) {
      return false;
    }
    any = true;
    matches.add(match);
    size.update(before + 1);
    return true;
  }

  /** Goes on with those of them that still wait. */
  void keep(List<RoutedMatch> still) throws Exception {
    if (still.isEmpty()) {
      matches.clear();
      size.clear();
    } else {
      matches.update(still);
      size.update(still.size());
    }
  }
}
