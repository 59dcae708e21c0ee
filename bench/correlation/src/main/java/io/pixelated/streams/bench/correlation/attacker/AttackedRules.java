package io.pixelated.streams.bench.correlation.attacker;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One rule of each way to remember: events, values, an order, partial matches. */
final class AttackedRules {
  /** How many have endless groups. */
  static final int CROWDED = 4;

  static final int FLOODED_VALUES = 4;
  static final int FLOODED_SEQUENCE = 5;

  private static final String COUNT =
      """
      correlation:
          type: event_count
          rules: [first]
          group-by: [user]
          timespan: 1h
          condition: {gte: 20}
      """;

  private static final String VALUES =
      """
      correlation:
          type: value_count
          rules: [first]
          group-by: [address]
          timespan: 1h
          condition: {field: user, gte: 100}
      """;

  private static final String ORDER =
      """
      correlation:
          type: temporal_ordered
          rules: [first, second]
          group-by: [user]
          timespan: 1h
      """;

  private static final String SEQUENCE =
      """
      sequence:
          within: 1h
          group-by: [user]
          steps:
              - rule: first
              - rule: second
              - rule: third
      """;

  /** Those with endless groups come first; the others have one that is flooded. */
  private static final List<String> BODIES =
      List.of(COUNT, VALUES, ORDER, SEQUENCE, VALUES, SEQUENCE);

  private AttackedRules() {}

  static List<RuleDocument> documents() {
    List<RuleDocument> documents = new ArrayList<>();
    for (String name : List.of("first", "second", "third")) {
      add(
          documents,
          name,
          """
          logsource:
              category: process_creation
              product: windows
          detection:
              selection:
                  CommandLine|contains: '%s'
              condition: selection
          """
              .formatted(name));
    }
    for (int i = 0; i < BODIES.size(); i++) {
      add(documents, "attacked_" + i, BODIES.get(i));
    }
    return documents;
  }

  static List<Attack.Aim> aims() {
    List<Attack.Aim> aims = new ArrayList<>();
    for (int i = 0; i < BODIES.size(); i++) {
      aims.add(new Attack.Aim(id("attacked_" + i), id("first"), BODIES.get(i).equals(VALUES)));
    }
    return aims;
  }

  private static void add(List<RuleDocument> documents, String name, String body) {
    String head =
        """
        title: %1$s
        id: %2$s
        name: %1$s
        level: high
        """
            .formatted(name, id(name));
    documents.add(
        new RuleDocument(
            id(name),
            head + body,
            name + ".yml",
            new Origin("bench.rules", 0, documents.size(), 0)));
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
