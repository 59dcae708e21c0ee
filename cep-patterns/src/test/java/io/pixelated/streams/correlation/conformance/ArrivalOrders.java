package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Orders in which the events of a case may arrive without any of them being late. */
final class ArrivalOrders {
  private ArrivalOrders() {}

  /** The case in an order of its own for each seed. */
  static ConformanceCase of(ConformanceCase given, long seed) {
    record Arrival(Event event, long at) {}
    Random random = new Random(seed);
    // a small delay as often as a large one, so that bursts are mixed and nearly in order, too
    long most = Math.max(1, given.bound() >> random.nextInt(12));
    List<Arrival> arrivals = new ArrayList<>();
    for (Event event : given.events()) {
      arrivals.add(new Arrival(event, event.time() + (long) (random.nextDouble() * most)));
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return given.arriving(arrivals.stream().map(Arrival::event).toList());
  }
}
