package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.io.SerializedString;
import io.pixelated.streams.ingest.Step.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * The steps that events took so far. Names come from outside, so what is kept is bounded: steps of
 * very large events are made for the event alone, and when the rest has grown too much, all are
 * forgotten; what still comes is soon known again. Thread-safe.
 */
final class Steps {
  /** Values of an event beyond these are unlikely to lie alike in another one. */
  private static final int MOST_VALUES = 512;

  /** Bytes that may be kept, about. */
  private static final long MOST_BYTES = 48L << 20;

  private static final int STEP_BYTES = 160;
  private static final int SHAPE_BYTES_PER_VALUE = 160;
  private static final int MOST_REFUSED = 1_024;

  private final ParseLimits limits;
  private final Step first = new Step();
  private final Map<String, SerializedString> names = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();
  private long bytes;
  private int refused;
  private volatile boolean isFull;

  Steps(ParseLimits limits) {
    this.limits = limits;
  }

  /** The step with which every event begins. */
  Step first() {
    return first;
  }

  /** Whether it is time to begin anew. */
  boolean isFull() {
    return isFull;
  }

  /** Says that something is kept besides the steps. */
  synchronized void grew(long more) {
    bytes += more;
    isFull |= bytes > MOST_BYTES;
  }

  synchronized long keptBytes() {
    return bytes;
  }

  /** The step that comes after {@code before}. */
  Step next(Step before, Kind kind, String name) throws UnreadableException {
    Step known = before.find(kind, name);
    return known == null ? add(before, kind, name) : known;
  }

  private Step add(Step before, Kind kind, String name) throws UnreadableException {
    if (before.size() == limits.values() && kind != Kind.ARRAY && kind != Kind.END) {
      throw new UnreadableException(
          "holds more than " + limits.values() + " values; split it or leave lists out");
    }
    String path = name == null ? before.open().path() : join(before.open().path(), name);
    if (!before.isShared() || before.size() >= MOST_VALUES || !isGuessable(name)) {
      return ofOneEvent(before, kind, name, path);
    }
    return remembered(before, kind, name, path);
  }

  /** Jackson cannot compare bytes with half of a surrogate pair, which JSON may escape. */
  private static boolean isGuessable(String name) {
    return name == null
        || name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static Step ofOneEvent(Step before, Kind kind, String name, String path) {
    SerializedString spelled = name == null ? null : new SerializedString(name);
    return new Step(before, kind, spelled, path, false);
  }

  private synchronized Step remembered(Step before, Kind kind, String name, String path) {
    Step known = before.find(kind, name);
    if (known != null) {
      return known;
    }
    if (isFull || before.isCrowded()) {
      // what is known stays, until too much that is new has to do without
      refused++;
      isFull |= refused >= MOST_REFUSED;
      return ofOneEvent(before, kind, name, path);
    }
    SerializedString spelled = name == null ? null : names.get(name);
    if (name != null && spelled == null) {
      spelled = new SerializedString(name);
      names.put(name, spelled);
      bytes += 200 + 3L * name.length();
    }
    String samePath = paths.putIfAbsent(path, path);
    if (samePath == null) {
      bytes += 120 + 2L * path.length();
    }
    Step step = new Step(before, kind, spelled, samePath == null ? path : samePath, true);
    before.remember(step);
    bytes += STEP_BYTES;
    if (step.open() == null) {
      bytes += (long) SHAPE_BYTES_PER_VALUE * step.size();
    }
    isFull |= bytes > MOST_BYTES;
    return step;
  }

  private String join(String parent, String name) throws UnreadableException {
    int length = parent.isEmpty() ? name.length() : parent.length() + 1 + name.length();
    if (length > limits.pathLength()) {
      throw new UnreadableException(
          "has a field whose path is longer than "
              + limits.pathLength()
              + " characters; shorten its name or nest it less");
    }
    return parent.isEmpty() ? name : parent + '.' + name;
  }
}
