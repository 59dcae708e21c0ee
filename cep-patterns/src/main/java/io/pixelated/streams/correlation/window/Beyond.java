package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose data of what kind the events hold that a window counts although they are not kept: for each
 * classification, when it was last seen.
 */
final class Beyond {
  /** How many classifications are told apart; with more, they are taken together. */
  private static final int MOST = 16;

  private final Map<Classification, Long> latest = new HashMap<>();

  void add(MatchedEvent event) {
    latest.merge(event.classification(), event.time(), Math::max);
    if (latest.size() > MOST) {
      long last = latest.values().stream().mapToLong(Long::longValue).max().orElseThrow();
      Classification all = latest.keySet().stream().reduce(Classification::with).orElseThrow();
      latest.clear();
      latest.put(all, last);
    }
  }

  /** Lets go of what a window that begins after {@code from} does not hold. */
  void leave(long from) {
    latest.values().removeIf(time -> time <= from);
  }

  /** Whether there is any event after {@code from}. */
  boolean isAfter(long from) {
    return latest.values().stream().anyMatch(time -> time > from);
  }

  /** A classification and those of the events after {@code from}. */
  Classification with(Classification classification, long from) {
    Classification all = classification;
    for (Map.Entry<Classification, Long> seen : latest.entrySet()) {
      if (seen.getValue() > from) {
        all = all.with(seen.getKey());
      }
    }
    return all;
  }

  void write(ByteWriter out) {
    out.writeCount(latest.size());
    latest.forEach(
        (classification, time) -> {
          out.writeLong(time);
          out.writeCount(classification.dataClasses().size());
          classification.dataClasses().forEach(dataClass -> out.writeString(dataClass.name()));
          out.writeCount(classification.jurisdictions().size());
          classification.jurisdictions().forEach(out::writeString);
        });
  }

  void read(ByteReader in) {
    for (int left = in.readSize(); left > 0; left--) {
      long time = in.readLong();
      List<DataClass> classes = new ArrayList<>();
      for (int some = in.readSize(); some > 0; some--) {
        classes.add(DataClass.valueOf(in.readString()));
      }
      List<String> jurisdictions = new ArrayList<>();
      for (int some = in.readSize(); some > 0; some--) {
        jurisdictions.add(in.readString());
      }
      latest.put(new Classification(classes, jurisdictions), time);
    }
  }
}
