package io.pixelated.streams.correlation.ruletest;

import io.pixelated.streams.sigma.yaml.YamlError;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the cases of rules: those of the {@code .test.yml} beside a rule file ({@code
 * docs/rules.md} describes it), and the recorded events that SigmaHQ's {@code
 * regression_tests_path} leads to.
 */
public final class RuleCases {
  private static final String REGRESSION = "regression_tests_path";
  private static final String EVENTS = "events";
  private static final String UNTIL = "until";
  private static final Set<String> KEYS = Set.of("positive", "negative");

  private RuleCases() {}

  /**
   * The cases of the rules in one file; empty if there are none.
   *
   * @param text the file's content
   * @throws InvalidRuleCases if there are some, but they cannot be read
   */
  public static List<RuleCase> of(Path file, String text) throws InvalidRuleCases {
    List<RuleCase> cases = new ArrayList<>();
    Path beside = beside(file);
    if (Files.exists(beside)) {
      cases.addAll(read(beside));
    }
    for (YamlNode document : new YamlReader(YamlLimits.DEFAULT).read(text).documents()) {
      if (document instanceof YamlMap map && map.get(REGRESSION) instanceof YamlScalar path) {
        Optional<Path> info = above(file, path.text());
        if (info.isPresent()) {
          recorded(info.get()).ifPresent(cases::add);
        }
      }
    }
    return cases;
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".test.yml");
  }

  private static List<RuleCase> read(Path file) throws InvalidRuleCases {
    String text = content(file);
    YamlStream stream = new YamlReader(YamlLimits.DEFAULT).read(text);
    if (!stream.errors().isEmpty()) {
      YamlError error = stream.errors().get(0);
      throw new InvalidRuleCases(file + ":" + error.line() + ": " + error.message());
    }
    if (stream.documents().size() != 1 || !(stream.documents().get(0) instanceof YamlMap root)) {
      throw new InvalidRuleCases(file + ": write one mapping with the keys positive and negative");
    }
    for (String key : root.entries().keySet()) {
      if (!KEYS.contains(key)) {
        throw new InvalidRuleCases(
            file
                + ":"
                + root.lineOf(key)
                + ": unknown key '"
                + key
                + "'; use positive or negative");
      }
    }
    List<RuleCase> cases = new ArrayList<>();
    add(file, root, "positive", cases);
    add(file, root, "negative", cases);
    return cases;
  }

  private static void add(Path file, YamlMap root, String key, List<RuleCase> cases)
      throws InvalidRuleCases {
    YamlNode node = root.get(key);
    if (node == null || (node instanceof YamlScalar scalar && scalar.isNull())) {
      return;
    }
    if (!(node instanceof YamlList list)) {
      throw new InvalidRuleCases(
          file
              + ":"
              + node.line()
              + ": '"
              + key
              + "' is "
              + node.describe()
              + ", not a list of cases");
    }
    for (YamlNode item : list.items()) {
      cases.add(read(file, key.equals("positive"), item));
    }
  }

  /** A case: one event, a list of them, or a mapping that has such a list under {@code events}. */
  private static RuleCase read(Path file, boolean positive, YamlNode item) throws InvalidRuleCases {
    YamlNode content = item;
    Optional<Instant> until = Optional.empty();
    if (item instanceof YamlMap map && map.get(EVENTS) instanceof YamlList) {
      content = map.get(EVENTS);
      until = until(file, map);
    }
    List<YamlNode> events =
        content instanceof YamlList several ? several.items() : List.of(content);
    return new RuleCase(
        positive, file + ":" + item.line(), events.stream().map(EventJson::of).toList(), until);
  }

  private static Optional<Instant> until(Path file, YamlMap map) throws InvalidRuleCases {
    for (String key : map.entries().keySet()) {
      if (!key.equals(EVENTS) && !key.equals(UNTIL)) {
        throw new InvalidRuleCases(
            file
                + ":"
                + map.lineOf(key)
                + ": unknown key '"
                + key
                + "' in a case; it has events, and may have until");
      }
    }
    if (!map.has(UNTIL)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(map.get(UNTIL) instanceof YamlScalar s ? s.text() : ""));
    } catch (DateTimeParseException e) {
      throw new InvalidRuleCases(
          file + ":" + map.lineOf(UNTIL) + ": 'until' must be a time like 2026-11-20T08:00:00Z");
    }
  }

  /** Where a path within a rule repository leads, seen from a file in it. */
  private static Optional<Path> above(Path file, String path) {
    for (Path root = file.toAbsolutePath().getParent(); root != null; root = root.getParent()) {
      Path found = root.resolve(path).normalize();
      if (found.startsWith(root) && Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The events in the JSON files beside a regression test's description, as one case. */
  private static Optional<RuleCase> recorded(Path info) throws InvalidRuleCases {
    List<String> events = new ArrayList<>();
    try (var files = Files.list(info.getParent())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        events.addAll(EventJson.split(content(file), file.toString()));
      }
    } catch (IOException e) {
      throw new InvalidRuleCases(info.getParent() + " cannot be read: " + e.getMessage());
    }
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new RuleCase(true, info.getParent().toString(), events, Optional.empty()));
  }

  private static String content(Path file) throws InvalidRuleCases {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidRuleCases(file + " cannot be read: " + e.getMessage());
    }
  }
}
