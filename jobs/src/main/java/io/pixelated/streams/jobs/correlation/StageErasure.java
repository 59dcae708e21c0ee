package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.jobs.erasure.Forgotten;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import java.util.Optional;

/**
 * What one subtask of a stage has been ordered to forget: it takes it out of the groups, and lets
 * nothing of it come back.
 */
final class StageErasure {
  private final HeldOrders orders;
  private final HeldGroups groups;
  private final GroupSweep sweep;

  StageErasure(HeldOrders orders, HeldGroups groups, GroupSweep sweep) {
    this.orders = orders;
    this.groups = groups;
    this.sweep = sweep;
  }

  /**
   * Carries out an order.
   *
   * @param watermark how far event time has come
   * @param now the clock, epoch milliseconds
   * @return what was done; empty if nobody is to be forgotten
   */
  Optional<ErasureReport> take(KeyedRecord order, long watermark, long now) throws Exception {
    Optional<Forgotten> forgotten = orders.take(order, now);
    if (forgotten.isEmpty()) {
      return Optional.empty();
    }
    groups.release();
    long cleared = sweep.forget(forgotten.get());
    return Optional.of(orders.report(forgotten.get(), cleared, watermark, now));
  }

  /** What of a match nobody has been ordered to forget; empty if nothing is left. */
  Optional<RoutedMatch> permitted(RoutedMatch match) {
    Optional<RoutedMatch> left = Optional.of(match);
    for (MatchedEvent event : match.events()) {
      for (Forgotten forgotten : orders.before(event.observed())) {
        left = left.flatMap(new GroupErasure(forgotten)::without);
      }
    }
    return left;
  }
}
