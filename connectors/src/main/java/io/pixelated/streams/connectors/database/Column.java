package io.pixelated.streams.connectors.database;

/**
 * A column of a table as it is written: rows are sent as one array a column.
 *
 * @param name its name
 * @param type type of the array's elements on the way
 * @param expression what becomes of an element {@code n.name}; {@code %s} stands for it
 */
record Column(String name, Type type, String expression) {
  /** Types of elements, with the name that both databases know. */
  enum Type {
    TEXT,
    BIGINT,
    BOOLEAN,
    TIMESTAMPTZ,
    BYTEA
  }

  static Column of(String name, Type type) {
    return new Column(name, type, "%s");
  }

  String element() {
    return expression.formatted("n." + name);
  }
}
