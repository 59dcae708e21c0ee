package io.pixelated.streams.local.region;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Records that no one can read, as they happen where log shippers break. */
final class Damage {
  private static final int OVERSIZED = (1 << 20) + 1;
  private static final int DEEP = 2_000;

  private Damage() {}

  /**
   * One record of each kind, by the name of the kind.
   *
   * @param line a good line
   * @param binary some file that is not text
   */
  static Map<String, byte[]> of(byte[] line, Path binary) throws IOException {
    Map<String, byte[]> damaged = new LinkedHashMap<>();
    damaged.put("bytes that are not UTF-8", withByte(line, 0xFF));
    damaged.put("a truncated line", Arrays.copyOf(line, line.length * 2 / 3));
    damaged.put("two lines glued", glued(line, line));
    damaged.put("a binary file", Files.readAllBytes(binary));
    damaged.put("random bytes", random(4_096));
    damaged.put("no bytes", new byte[0]);
    damaged.put("an oversized record", text("{\"text\":\"" + "x".repeat(OVERSIZED) + "\"}"));
    damaged.put("deep nesting", text("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)));
    damaged.put("not an object", text("[1,2,3]"));
    return damaged;
  }

  /** The line with this byte in the middle of its first value. */
  private static byte[] withByte(byte[] line, int value) {
    byte[] copy = line.clone();
    int quote = new String(line, UTF_8).indexOf("\":\"");
    copy[quote + 3] = (byte) value;
    return copy;
  }

  private static byte[] glued(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
