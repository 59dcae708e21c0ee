package io.pixelated.streams.sigma.match;

/** Receives values of many fields. */
public interface NamedValueSink {

  /**
   * One value of a field.
   *
   * @param field the name under which a match explains itself
   * @param value text, or the text of a number or boolean
   */
  void value(String field, String value);
}
