package io.pixelated.streams.correlation.conformance;

import io.pixelated.streams.correlation.conformance.ConformanceCase.Event;
import io.pixelated.streams.correlation.conformance.ConformanceCase.Fired;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the cases below {@code cep-patterns/conformance/cases}. */
final class CaseFiles {
  /** The instant that the cases count their seconds from. */
  static final long ZERO = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static final Path SUITE = Path.of("conformance");
  private static final long DEFAULT_BOUND = 3_600_000;
  private static final Set<String> KEYS =
      Set.of(
          "case",
          "covers",
          "note",
          "needs",
          "rules",
          "bound",
          "order",
          "events",
          "until",
          "alerts",
          "provisional",
          "left-out",
          "standalone",
          "rejected");
  private static final Set<String> ALERT_KEYS =
      Set.of("rule", "time", "group", "count", "events", "suppressed", "tied");

  private CaseFiles() {}

  static List<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(SUITE.resolve("cases"))) {
      for (Path file : files.sorted().toList()) {
        cases.addAll(read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** The detection rules that every case is run with. */
  static String detections() {
    return text(SUITE.resolve("detections.yml"));
  }

  static String readme() {
    return text(SUITE.resolve("README.md"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ConformanceCase> read(Path file) {
    YamlStream stream = new YamlReader(YamlLimits.DEFAULT).read(text(file));
    if (!stream.errors().isEmpty()) {
      throw new IllegalArgumentException(file + " " + stream.errors());
    }
    List<ConformanceCase> cases = new ArrayList<>();
    for (YamlNode document : stream.documents()) {
      String where = file.getFileName() + ":" + document.line();
      try {
        cases.add(read(where, new Plain(document)));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
      }
    }
    return cases;
  }

  private static ConformanceCase read(String where, Plain root) {
    root.only(KEYS);
    List<Event> events = root.list("events").stream().map(CaseFiles::event).toList();
    return new ConformanceCase(
        root.text("case"),
        where,
        root.texts("covers"),
        root.texts("needs"),
        root.text("rules"),
        root.has("bound") ? millis(root.number("bound")) : DEFAULT_BOUND,
        events,
        root.has("until") ? OptionalLong.of(time(root.get("until"))) : OptionalLong.empty(),
        !(root.has("order") && root.text("order").equals("fixed")),
        root.list("alerts").stream().map(CaseFiles::fired).toList(),
        root.has("provisional")
            ? Optional.of(root.list("provisional").stream().map(CaseFiles::said).toList())
            : Optional.empty(),
        leftOut(root),
        flags(root),
        root.texts("rejected"));
  }

  private static Event event(Plain node) {
    Map<String, String> fields = new LinkedHashMap<>();
    StringBuilder members = new StringBuilder();
    for (String key : node.keys()) {
      if (key.equals("at") || key.equals("id")) {
        continue;
      }
      if (key.equals("raw")) {
        Plain raw = node.get(key);
        for (String name : raw.keys()) {
          String token = raw.text(name);
          members.append(',').append(Plain.quoted(name)).append(':').append(token);
          fields.put(name, token);
        }
        continue;
      }
      Plain value = node.get(key);
      members.append(',').append(Plain.quoted(key)).append(':').append(value.json());
      value.flatten(key, fields);
    }
    return new Event(
        node.text("id"),
        time(node.get("at")),
        members.isEmpty() ? "" : members.substring(1),
        fields);
  }

  private static Fired fired(Plain node) {
    node.only(ALERT_KEYS);
    Map<String, String> group = new LinkedHashMap<>();
    if (node.has("group")) {
      Plain map = node.get("group");
      map.keys().forEach(key -> group.put(key, map.text(key)));
    }
    return new Fired(
        node.text("rule"),
        time(node.get("time")),
        group,
        node.number("count"),
        node.texts("events"),
        node.has("suppressed") ? node.number("suppressed").longValueExact() : 0,
        node.has("tied") && node.text("tied").equals("true"));
  }

  /** What is said in one line: after which event, which state, of which alert. */
  private static String said(Plain node) {
    return "after %s: %s %s at %s%s"
        .formatted(
            node.text("after"),
            node.text("state"),
            node.text("rule"),
            Told.seconds(time(node.get("time"))),
            node.has("replaces") ? ", replaces " + Told.seconds(time(node.get("replaces"))) : "");
  }

  private static Map<String, Map<String, Long>> leftOut(Plain root) {
    Map<String, Map<String, Long>> leftOut = new LinkedHashMap<>();
    if (root.has("left-out")) {
      Plain rules = root.get("left-out");
      for (String rule : rules.keys()) {
        Plain reasons = rules.get(rule);
        Map<String, Long> counts = new LinkedHashMap<>();
        reasons.keys().forEach(key -> counts.put(key, reasons.number(key).longValueExact()));
        leftOut.put(rule, counts);
      }
    }
    return leftOut;
  }

  private static Map<String, Boolean> flags(Plain root) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    if (root.has("standalone")) {
      Plain map = root.get("standalone");
      map.keys().forEach(key -> flags.put(key, map.text(key).equals("true")));
    }
    return flags;
  }

  private static long time(Plain node) {
    return node.isNumber()
        ? ZERO + millis(node.number())
        : OffsetDateTime.parse(node.text()).toInstant().toEpochMilli();
  }

  private static long millis(BigDecimal seconds) {
    return seconds.movePointRight(3).longValueExact();
  }
}
