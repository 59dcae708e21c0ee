package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands where an entry of a chain belongs and is none. */
public final class NoEntry {
  /** What a verdict begins with, and an entry never. */
  private static final byte[] VERDICT = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

  private NoEntry() {}

  /** What the bytes from {@code from} to {@code to} are, in words. */
  public static String of(byte[] text, int from, int to) {
    boolean verdict =
        to - from > VERDICT.length
            && Arrays.equals(text, from, from + VERDICT.length, VERDICT, 0, VERDICT.length);
    return verdict
        ? "a verdict from before there were chains, or somebody else's: nothing proves it"
        : "no entry of a chain";
  }
}
