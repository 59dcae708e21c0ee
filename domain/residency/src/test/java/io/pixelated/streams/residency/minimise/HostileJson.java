package io.pixelated.streams.residency.minimise;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records as somebody would write them who wants two readers to read two things. */
public final class HostileJson {
  private static final List<String> NAMES =
      List.of(
          "a",
          "A",
          "b",
          "aaaaaaa",
          "aaaaaaab",
          "aaaaaaaab",
          "aaaaaaab.c",
          "sixteen letters!",
          "sixteen letters?",
          "",
          ".",
          "a.b",
          "\u00fc",
          "name of \u00fc",
          "\ud83d\ude00",
          "enrichment",
          "entities",
          "type",
          "value",
          "time",
          "q\"",
          "\\",
          "\n",
          "0",
          "1");
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "seven..",
          "eight...",
          "nine.....",
          "a text that takes several steps to read",
          "\u00fc",
          "eight..\u00fc",
          "\u20ac\ud83d\ude00",
          "\"",
          "\\",
          "\\\"",
          "\t\r\n\b\f",
          "\u0001",
          "\u007f",
          "\u0000",
          "\ud800",
          "\u2028");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1.5e+3",
          "0.10",
          "1E400",
          "2e-400",
          "1795176000123",
          "9223372036854775808",
          "7".repeat(990),
          "0." + "3".repeat(900),
          "1e99999");
  private static final List<String> FRAGMENTS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\\",
          "\\u00",
          "\\ud83d",
          "\\x",
          "01",
          "1.",
          ".5",
          "+1",
          "1e,",
          "-",
          "NaN",
          "tru",
          "nulll",
          "/**/",
          "\u0000",
          "\u0001",
          "\ufeff",
          "'",
          "\u00a0",
          "\"a\":1,",
          "8".repeat(1_200),
          "{\"a\":{\"a\":",
          "]}",
          "\n",
          "\u000b",
          "[".repeat(600));
  private static final List<byte[]> NO_UTF8 =
      List.of(
          new byte[] {(byte) 0xc3},
          new byte[] {(byte) 0xc0, (byte) 0xaf},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xff},
          new byte[] {(byte) 0xe2, (byte) 0x82},
          new byte[] {(byte) 0x80});

  private final Random random;
  private final StringBuilder json = new StringBuilder();

  private HostileJson(long seed) {
    random = new Random(seed);
  }

  /** One of them; many are broken, and not all. */
  public static byte[] of(long seed) {
    HostileJson hostile = new HostileJson(seed);
    hostile.space();
    hostile.object(0);
    hostile.space();
    byte[] good = hostile.json.toString().getBytes(UTF_8);
    return hostile.random.nextInt(3) == 0 ? hostile.damaged(good) : good;
  }

  private byte[] damaged(byte[] good) {
    int at = random.nextInt(good.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(good, at);
      case 1 -> with(good, at, pick(FRAGMENTS).getBytes(UTF_8));
      case 2 -> with(good, at, pick(NO_UTF8));
      case 3 -> with(good, good.length, pick(FRAGMENTS).getBytes(UTF_8));
      default -> {
        byte[] changed = good.clone();
        changed[at] = (byte) pick(FRAGMENTS).charAt(0);
        yield changed;
      }
    };
  }

  private static byte[] with(byte[] good, int at, byte[] more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, 0, at);
    out.write(more, 0, more.length);
    out.write(good, at, good.length - at);
    return out.toByteArray();
  }

  private void object(int depth) {
    json.append('{');
    // Sometimes so many that names are looked up in another way.
    int members = random.nextInt(40) == 0 ? 60 + random.nextInt(20) : random.nextInt(6);
    int twice = random.nextInt(12) == 0 ? random.nextInt(Math.max(1, members)) : -1;
    String before = "a";
    for (int i = 0; i < members; i++) {
      separate(i);
      String name = i == twice ? before : pick(NAMES) + (random.nextInt(4) == 0 ? "" : i);
      before = random.nextInt(2) == 0 ? name : before;
      text(name);
      space();
      json.append(':');
      value(depth + 1);
    }
    space();
    json.append('}');
  }

  private void array(int depth) {
    json.append('[');
    for (int i = 0, elements = random.nextInt(4); i < elements; i++) {
      separate(i);
      value(depth + 1);
    }
    space();
    json.append(']');
  }

  private void separate(int index) {
    space();
    if (index > 0) {
      json.append(',');
      space();
    }
  }

  private void value(int depth) {
    space();
    int kind = random.nextInt(depth > 6 ? 6 : 9);
    switch (kind) {
      case 0 -> json.append(pick(NUMBERS));
      case 1 -> json.append(pick(List.of("true", "false", "null")));
      case 2, 3, 4 -> text(pick(TEXTS));
      case 5 -> nested();
      case 6 -> array(depth);
      default -> object(depth);
    }
  }

  /** Rarely as deep as is read, or deeper. */
  private void nested() {
    int depth = random.nextInt(30) == 0 ? 480 + random.nextInt(60) : random.nextInt(4);
    json.append("[".repeat(depth)).append("null").append("]".repeat(depth));
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c == '"' || c == '\\' || c < ' ' || c == 0xd800;
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (must || random.nextInt(20) == 0) {
        json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private void space() {
    if (random.nextInt(8) == 0) {
      json.append(pick(List.of(" ", "\n", "\t\r", "  \n    ")));
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
