package io.pixelated.streams.sigma.match;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes small rules and events from so few words that they often meet. */
final class RandomRules {

  /** The values of the placeholder that rules use. */
  static final Map<String, List<String>> PLACEHOLDERS = Map.of("p", List.of("ab", "b*", "\\?"));

  private static final List<String> FIELDS = List.of("F", "G", "H.i");
  private static final List<String> PIECES =
      List.of(
          "a", "b", "B", "ab", "\\", "*", "?", "\\*", "-a", " /b", "1", "é", "É", "\u2013", "😀",
          "ı", "İ", "ſ", "s", "K", "k", "ß", " ", "_", "\\\\", "%p%", ".", "\u2015B", "ς", "Σ");
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
          "|startswith|all|cased",
          "|all|neq",
          "|endswith|cased|neq",
          "|expand",
          "|expand|contains",
          "|contains|expand|all");
  private static final List<String> PLAIN_CHAINS =
      List.of(
          "|base64",
          "|base64offset|contains",
          "|base64|base64|contains",
          "|wide|base64offset|contains",
          "|wide|base64",
          "|utf8|base64offset|contains",
          "|utf16le|base64offset|contains|cased",
          "|utf16be|base64offset|contains",
          "|utf16|base64offset|startswith",
          "|utf16be|contains",
          "|windash|base64offset|contains");
  private static final List<String> REGEXES =
      List.of(
          "a+b",
          "^b",
          "[aB]$",
          "(a|b)-?",
          "(?i)AB",
          "a.b",
          "^(ab)?[^a]$",
          "\\\\.",
          "(a)\\1",
          "b(?!a)",
          "^a|b$",
          "[^a]b{2,3}",
          "\\d",
          "é");
  private static final List<String> NETWORKS =
      List.of(
          "10.0.0.0/8",
          "10.1.0.0/16",
          "10.1.2.3",
          "0.0.0.0/0",
          "fe80::/10",
          "::/0",
          "2001:db8::/33");
  private static final List<Object> ODD_VALUES =
      List.of(
          "10.1.2.3",
          "10.200.0.1",
          "010.1.2.3",
          "::ffff:10.1.2.3",
          "fe80::1%eth0",
          "2001:db8:8000::1",
          "2001:DB8::",
          "2024-02-29T23:30:05Z",
          "2024-02-29 23:30:05.25 +0100",
          "2024-12-30",
          "1709249405",
          1709249405123L,
          "1.0",
          "01",
          "1e0",
          2.50,
          "",
          "TRUE",
          "a\nb",
          "ab\n",
          "a\r");

  private final Random random;

  RandomRules(long seed) {
    this.random = new Random(seed);
  }

  /** The YAML of a rule, at times with a filter. */
  String rule(String id) {
    String head = "title: T\nid: " + id + "\nlogsource: {product: windows}\n";
    String rule = head + "detection:\n" + detection();
    return random.nextInt(6) > 0
        ? rule
        : rule
            + "---\n"
            + head.replace(id, id + "-filter")
            + "filter:\n  rules: ["
            + id
            + "]\n"
            + detection();
  }

  /** The content of {@code detection}, without placeholders. */
  String plainDetection() {
    return detection().replace("|expand", "");
  }

  private String detection() {
    int selections = 1 + random.nextInt(4);
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < selections; i++) {
      yaml.append("  s").append(i).append(": ").append(selection()).append('\n');
    }
    yaml.append("  _t: ").append(selection()).append('\n');
    String condition = condition(selections, 3);
    return yaml.append("  condition: ").append(condition).append('\n').toString();
  }

  FlatEvent event() {
    return Events.of(fields());
  }

  Map<String, Object> fields() {
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
    return fields;
  }

  private Object value() {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(3);
      case 1 -> random.nextBoolean();
      case 2 -> Base64.getEncoder().encodeToString(bytes());
      case 3 -> ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
      default -> text().replace("*", "").replace("?", "");
    };
  }

  private byte[] bytes() {
    String text = "xyz".substring(random.nextInt(3)) + plain() + "xyz".substring(random.nextInt(3));
    return text.getBytes(
        switch (random.nextInt(4)) {
          case 0 -> UTF_16LE;
          case 1 -> UTF_16BE;
          default -> US_ASCII;
        });
  }

  private String selection() {
    return switch (random.nextInt(7)) {
      case 0 -> "[" + quoted(text()) + ", " + quoted(text()) + "]";
      case 1 -> "[" + mapping() + ", " + mapping() + "]";
      case 2 -> "{'|all': [" + quoted(text()) + ", " + random.nextInt(3) + "]}";
      case 3 -> "[" + mapping() + ", " + quoted(text()) + "]";
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
    return switch (random.nextInt(16)) {
      case 0 -> field + pick(List.of("", "|neq")) + ": null";
      case 1 -> field + ": ''";
      case 2 -> field + pick(List.of("", "|neq", "|all")) + ": [" + random.nextInt(3) + ", 1]";
      case 3 -> field + ": " + random.nextBoolean();
      case 4 ->
          field
              + "|"
              + pick(List.of("gt", "gte", "lt", "lte", "gt|neq"))
              + ": "
              + random.nextInt(3);
      case 5 -> field + "|exists: " + random.nextBoolean();
      case 6 ->
          field
              + "|"
              + pick(List.of("re", "re|i", "re|m", "re|s", "re|i|m|s", "re|neq"))
              + ": "
              + quoted(pick(REGEXES));
      case 7, 8 -> field + pick(PLAIN_CHAINS) + ": " + quoted(plain());
      case 9 -> field + "|cidr: [" + quoted(pick(NETWORKS)) + ", " + quoted(pick(NETWORKS)) + "]";
      case 10 -> field + "|" + fieldReference() + ": " + pick(FIELDS);
      case 11 -> field + "|" + time();
      case 12 -> field + ": [null, " + quoted(text()) + ", 2, true]";
      default -> field + pick(CHAINS) + ": [" + quoted(text()) + ", " + quoted(text()) + "]";
    };
  }

  private String fieldReference() {
    return pick(
        List.of(
            "fieldref",
            "fieldref|neq",
            "fieldref|cased",
            "fieldref|contains",
            "contains|fieldref",
            "fieldref|startswith",
            "endswith|fieldref",
            "endswith|fieldref|neq"));
  }

  private String time() {
    return switch (random.nextInt(6)) {
      case 0 -> "minute: 30";
      case 1 -> "hour: " + pick(List.of("22", "23"));
      case 2 -> "day|gt: " + pick(List.of("28", "29"));
      case 3 -> "week: " + pick(List.of("9", "1", "52"));
      case 4 -> "month: " + pick(List.of("2", "12"));
      default -> "year|lte: 2024";
    };
  }

  private String condition(int selections, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(7);
    return switch (kind) {
      case 1 -> "(" + condition(selections, depth - 1) + ")";
      case 2 -> condition(selections, depth - 1) + " and " + condition(selections, depth - 1);
      case 3 -> condition(selections, depth - 1) + " or " + condition(selections, depth - 1);
      case 4 -> "not " + condition(selections, depth - 1);
      case 5 -> pick(List.of("1 of s*", "all of s*", "1 of them", "all of them", "any of *0"));
      default -> random.nextInt(8) == 0 ? "_t" : "s" + random.nextInt(selections);
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
    return pick(List.of("a", "ab", "bab", "abba", "-a b"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
