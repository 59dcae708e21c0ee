package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes small rules and events from so few words that they often meet. */
final class RandomRules {

  private static final List<String> FIELDS = List.of("F", "G", "H.i");
  private static final List<String> PIECES =
      List.of(
          "a", "b", "B", "ab", "\\", "*", "?", "\\*", "-a", " /b", "1", "é", "É", "\u2013", "😀",
          "ı", " ", "_");
  private static final List<String> CHAINS =
      List.of(
          "",
          "",
          "|contains",
          "|startswith",
          "|endswith",
          "|cased",
          "|contains|cased",
          "|all",
          "|contains|all",
          "|neq",
          "|contains|neq",
          "|windash",
          "|windash|contains",
          "|contains|windash",
          "|endswith|windash",
          "|startswith|all|cased");
  private static final List<String> PLAIN_CHAINS =
      List.of("|base64", "|base64offset|contains", "|wide|base64offset|contains", "|wide|base64");

  private final Random random;

  RandomRules(long seed) {
    this.random = new Random(seed);
  }

  /** The content of {@code detection}. */
  String detection() {
    int selections = 1 + random.nextInt(4);
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < selections; i++) {
      yaml.append("  s").append(i).append(": ").append(selection()).append('\n');
    }
    return yaml.append("  condition: ").append(condition(selections, 3)).append('\n').toString();
  }

  FlatEvent event() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      int kind = random.nextInt(10);
      if (kind == 0) {
        fields.put(field, null);
      } else if (kind == 1) {
        List<Object> members = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.add(random.nextInt(6) == 0 ? null : value());
        }
        fields.put(field, members);
      } else if (kind < 9) {
        fields.put(field, value());
      }
    }
    return Events.of(fields);
  }

  private Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(3);
      case 1 -> random.nextBoolean();
      case 2 -> java.util.Base64.getEncoder().encodeToString(bytes());
      default -> text().replace("*", "").replace("?", "");
    };
  }

  private byte[] bytes() {
    String text = "xyz".substring(random.nextInt(3)) + plain() + "xyz".substring(random.nextInt(3));
    return random.nextBoolean()
        ? text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE)
        : text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private String selection() {
    return switch (random.nextInt(6)) {
      case 0 -> "[" + quoted(text()) + ", " + quoted(text()) + "]";
      case 1 -> "[" + mapping() + ", " + mapping() + "]";
      case 2 -> "{'|all': [" + quoted(text()) + ", " + quoted(text()) + "]}";
      default -> mapping();
    };
  }

  private String mapping() {
    StringBuilder yaml = new StringBuilder("{");
    for (String field : FIELDS) {
      if (yaml.length() == 1 || random.nextInt(3) == 0) {
        yaml.append(yaml.length() == 1 ? "" : ", ").append(item(field));
      }
    }
    return yaml.append("}").toString();
  }

  private String item(String field) {
    return switch (random.nextInt(10)) {
      case 0 -> field + ": null";
      case 1 -> field + ": ''";
      case 2 -> field + ": " + random.nextInt(3);
      case 3 -> field + ": " + random.nextBoolean();
      case 4 -> field + "|" + pick(List.of("gt", "gte", "lt", "lte")) + ": " + random.nextInt(3);
      case 5 -> field + "|exists: " + random.nextBoolean();
      case 6 ->
          field
              + "|"
              + pick(List.of("re", "re|i"))
              + ": '"
              + pick(List.of("a+b", "^b", "[aB]$", "(a|b)-?"))
              + "'";
      case 7 -> field + pick(PLAIN_CHAINS) + ": " + quoted(plain());
      default -> field + pick(CHAINS) + ": [" + quoted(text()) + ", " + quoted(text()) + "]";
    };
  }

  private String condition(int selections, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(7);
    return switch (kind) {
      case 1 -> "(" + condition(selections, depth - 1) + ")";
      case 2 -> condition(selections, depth - 1) + " and " + condition(selections, depth - 1);
      case 3 -> condition(selections, depth - 1) + " or " + condition(selections, depth - 1);
      case 4 -> "not " + condition(selections, depth - 1);
      case 5 -> pick(List.of("1 of s*", "all of s*", "1 of them", "all of them"));
      default -> "s" + random.nextInt(selections);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text.append(pick(PIECES));
    }
    return text.toString();
  }

  private String plain() {
    return pick(List.of("a", "ab", "bab", "abba"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
