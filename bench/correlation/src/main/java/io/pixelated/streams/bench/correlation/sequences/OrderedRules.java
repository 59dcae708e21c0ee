package io.pixelated.streams.bench.correlation.sequences;

import io.pixelated.streams.bench.correlation.load.Rules;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rules of three ordered steps, each with detection rules of its own.
 *
 * @param documents the rules
 * @param steps per rule the keys of its three detection rules
 * @param numbers which rule a correlation is, by its key
 */
record OrderedRules(
    List<RuleDocument> documents, List<List<String>> steps, Map<String, Integer> numbers) {
  static final String WITHIN = "10m";

  /** How the rules are written. */
  enum Kind {
    /** As sequences of this project. */
    SEQUENCE(
        """
        sequence:
            within: %s
            group-by: [user]
            steps:
                - rule: %s
                - rule: %s
                - rule: %s
        """),
    /** As Sigma writes them. */
    TEMPORAL_ORDERED(
        """
        correlation:
            type: temporal_ordered
            timespan: %s
            group-by: [user]
            rules:
                - %s
                - %s
                - %s
        """);

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  static OrderedRules of(Kind kind, int count) {
    List<RuleDocument> documents = new ArrayList<>();
    List<List<String>> steps = new ArrayList<>();
    for (int rule = 0; rule < count; rule++) {
      List<String> names = List.of(rule + "_first", rule + "_second", rule + "_third");
      names.forEach(name -> add(documents, name, detection(name)));
      steps.add(names.stream().map(OrderedRules::id).toList());
      String name = "ordered_" + rule;
      add(
          documents,
          name,
          head(name) + kind.text.formatted(WITHIN, names.get(0), names.get(1), names.get(2)));
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (int rule = 0; rule < count; rule++) {
      numbers.put(id("ordered_" + rule), rule);
    }
    return new OrderedRules(documents, steps, numbers);
  }

  /** The correlation that takes the matches of each detection rule. */
  Map<String, String> takers() {
    Rulebook rulebook = Rules.compiled(documents);
    Map<String, String> takers = new HashMap<>();
    for (Correlation correlation : rulebook.correlations()) {
      correlation.rules().forEach(rule -> takers.put(rule, correlation.key()));
    }
    return takers;
  }

  private static void add(List<RuleDocument> documents, String name, String text) {
    documents.add(
        new RuleDocument(
            id(name), text, name + ".yml", new Origin("bench.rules", 0, documents.size(), 0)));
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String head(String name) {
    return """
    title: %1$s
    id: %2$s
    name: %1$s
    level: high
    """
        .formatted(name, id(name));
  }

  private static String detection(String name) {
    return head(name)
        + """
        logsource:
            category: process_creation
            product: windows
        detection:
            selection:
                Image|endswith: '\\%s.exe'
            condition: selection
        """
            .formatted(name);
  }
}
