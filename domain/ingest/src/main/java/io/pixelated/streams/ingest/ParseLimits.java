package io.pixelated.streams.ingest;

/**
 * How large an event may be before it is refused; together they bound the time and memory that one
 * record can cost.
 *
 * @param bytes bytes of the record
 * @param depth objects and arrays inside each other, the event itself included
 * @param values values in all, those of arrays included
 * @param pathLength characters of a dotted path
 * @param numberLength characters of a number
 */
public record ParseLimits(int bytes, int depth, int values, int pathLength, int numberLength) {
  /** 1 MiB, 64 levels, 16,384 values, paths of 1,024 and numbers of 64 characters. */
  public static final ParseLimits STANDARD = new ParseLimits(1 << 20, 64, 16_384, 1_024, 64);

  public ParseLimits {
    atLeastOne("bytes", bytes);
    atLeastOne("depth", depth);
    atLeastOne("values", values);
    atLeastOne("pathLength", pathLength);
    atLeastOne("numberLength", numberLength);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is " + value + "; give 1 or more");
    }
  }
}
