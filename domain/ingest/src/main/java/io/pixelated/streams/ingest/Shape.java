package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.BitSet;

/** The names and kinds of an event's values, in their order; one for all events that share them. */
final class Shape {
  private final String[] paths;
  private final String[] leaves;
  private final ValueKind[] kinds;
  private final BitSet emptyArrays = new BitSet(0);
  private final Recognitions recognitions;

  /**
   * @param last the step that ends the event
   * @param recognitions null if no other event will have this shape
   */
  Shape(Step last, Recognitions recognitions) {
    int size = last.size();
    paths = new String[size];
    leaves = new String[size];
    kinds = new ValueKind[size];
    Step step = last.lastValue();
    for (int value = size - 1; value >= 0; value--) {
      paths[value] = step.path();
      leaves[value] = step.leaf();
      kinds[value] = step.valueKind();
      if (step.kind() == Step.Kind.EMPTY) {
        emptyArrays.set(value);
      }
      step = step.earlierValue();
    }
    this.recognitions = recognitions;
  }

  int size() {
    return kinds.length;
  }

  String path(int value) {
    return paths[value];
  }

  String leaf(int value) {
    return leaves[value];
  }

  ValueKind kind(int value) {
    return kinds[value];
  }

  boolean isEmptyArray(int value) {
    return emptyArrays.get(value);
  }

  /** What events of this shape were recognised as; null if there will be no other. */
  Recognitions recognitions() {
    return recognitions;
  }
}
