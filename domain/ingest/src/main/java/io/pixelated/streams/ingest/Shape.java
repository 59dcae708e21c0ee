package io.pixelated.streams.ingest;

/** The names and types of an event's values, in their order; one for all events that share them. */
final class Shape {
  private final String[] paths;
  private final String[] leaves;
  private final ValueType[] types;
  private final Recognitions recognitions;

  /**
   * @param last the step that ends the event
   * @param isShared whether other events may have this shape
   */
  Shape(Step last, boolean isShared) {
    int size = last.size();
    paths = new String[size];
    leaves = new String[size];
    types = new ValueType[size];
    Step step = last.lastValue();
    for (int value = size - 1; value >= 0; value--) {
      paths[value] = step.path();
      leaves[value] = step.leaf();
      types[value] = step.type();
      step = step.earlierValue();
    }
    recognitions = isShared ? new Recognitions() : null;
  }

  int size() {
    return types.length;
  }

  String path(int value) {
    return paths[value];
  }

  String leaf(int value) {
    return leaves[value];
  }

  ValueType type(int value) {
    return types[value];
  }

  /** What events of this shape were recognised as; null if there will be no other. */
  Recognitions recognitions() {
    return recognitions;
  }
}
