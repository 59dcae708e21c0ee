package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.io.SerializedString;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.Arrays;

/**
 * A step in reading an event: a name and what kind of value it has, a further member of an array,
 * or the end of an object or array. It stands for all steps before it as well. It knows the steps
 * that came after it in other events and guesses the next one, so that names need not be looked up
 * while an event goes the way of an earlier one. Thread-safe.
 */
final class Step {
  /** What is read. */
  enum Kind {
    TEXT(ValueKind.TEXT),
    NUMBER(ValueKind.NUMBER),
    BOOLEAN(ValueKind.BOOLEAN),
    NULL(ValueKind.NULL),
    OBJECT(ValueKind.COMPOSITE),
    ARRAY(null),
    /** The end of an object, or of an array with members. */
    END(null),
    /** The end of an array without members, which is a value of its own. */
    EMPTY(ValueKind.COMPOSITE);

    private final ValueKind value;

    Kind(ValueKind value) {
      this.value = value;
    }
  }

  /** Where more different steps follow, events have little in common. */
  private static final int MOST_NEXT = 64;

  private static final Step[] NONE = {};

  private final Kind kind;
  private final SerializedString name;
  private final String leaf;
  private final String path;
  private final Step open;
  private final Step outer;
  private final int size;
  private final Step lastValue;
  private final Step earlierValue;
  private final boolean isShared;

  private volatile Step[] next = NONE;
  private Step likely;
  private volatile Shape shape;

  /** The step with which every event begins. */
  Step() {
    kind = Kind.OBJECT;
    name = null;
    leaf = "";
    path = "";
    open = this;
    outer = null;
    size = 0;
    lastValue = null;
    earlierValue = null;
    isShared = true;
  }

  /**
   * @param name null in an array and at an end
   * @param isShared whether other events may come to this step
   */
  Step(Step before, Kind kind, SerializedString name, String path, boolean isShared) {
    this.kind = kind;
    this.name = name;
    this.leaf = name == null ? before.open.leaf : name.getValue();
    this.path = path;
    this.isShared = isShared;
    switch (kind) {
      case OBJECT, ARRAY -> {
        open = this;
        outer = before.open;
      }
      case END, EMPTY -> {
        open = before.open.outer;
        outer = null;
      }
      default -> {
        open = before.open;
        outer = null;
      }
    }
    size = before.size + (kind.value == null ? 0 : 1);
    lastValue = kind.value == null ? before.lastValue : this;
    earlierValue = before.lastValue;
  }

  Kind kind() {
    return kind;
  }

  /** The name that it begins with; null if none. */
  SerializedString name() {
    return name;
  }

  String leaf() {
    return leaf;
  }

  String path() {
    return path;
  }

  /** What a rule takes the value for; null if this step is none. */
  ValueKind valueKind() {
    return kind.value;
  }

  /** The step that began what is open behind this one; null if the event is over. */
  Step open() {
    return open;
  }

  /** What was open before this step opened something; null if nothing was. */
  Step outer() {
    return outer;
  }

  /** Whether other events may come to this step. */
  boolean isShared() {
    return isShared;
  }

  boolean isInObject() {
    return open.kind == Kind.OBJECT;
  }

  /** How many values there are up to here. */
  int size() {
    return size;
  }

  /** The number of the value that this step is or begins. */
  int value() {
    return size - 1;
  }

  /** The last step up to here that is a value; null if none. */
  Step lastValue() {
    return lastValue;
  }

  /** The value before this one; null if none. */
  Step earlierValue() {
    return earlierValue;
  }

  /** The step that came next in the event that was here last; null if none was. */
  Step likely() {
    return likely;
  }

  /** The step of this kind and name that came next in an earlier event; null if none did. */
  Step find(Kind wanted, String wantedName) {
    for (Step step : next) {
      if (step.kind == wanted
          && (step.name == null ? wantedName == null : step.leaf.equals(wantedName))) {
        likely = step;
        return step;
      }
    }
    return null;
  }

  boolean isCrowded() {
    return next.length >= MOST_NEXT;
  }

  /** Remembers a step that comes next; by one thread at a time. */
  void remember(Step step) {
    Step[] more = Arrays.copyOf(next, next.length + 1);
    more[next.length] = step;
    next = more;
    likely = step;
  }

  /** What all events have in common that end with this step. */
  Shape shape(Steps owner) {
    Shape known = shape;
    if (known == null) {
      known = addShape(owner);
    }
    return known;
  }

  private synchronized Shape addShape(Steps owner) {
    if (shape == null) {
      shape = new Shape(this, isShared ? new Recognitions(owner) : null);
    }
    return shape;
  }
}
