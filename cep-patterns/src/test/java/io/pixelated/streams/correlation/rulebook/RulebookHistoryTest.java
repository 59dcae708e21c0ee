package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A rulebook that changed step by step is the one that its documents make at once. */
class RulebookHistoryTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void comesToTheSameStepByStepAsAtOnce() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Rulebook book = Rulebook.empty();
      for (int step = 0; step < 40; step++) {
        List<RuleDocument> documents = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          documents.add(document(random));
        }
        book = book.apply(documents).rulebook();
        assertSame(book, Rulebook.restore(book.documents()), "seed " + seed + ", step " + step);
      }
    }
  }

  private static void assertSame(Rulebook book, Rulebook again, String when) {
    assertThat(again.documents()).as(when).isEqualTo(book.documents());
    assertThat(again.correlations())
        .as(when)
        .containsExactlyInAnyOrderElementsOf(book.correlations());
    assertThat(again.detectionRules().size()).as(when).isEqualTo(book.detectionRules().size());
    for (String name : NAMES) {
      String key = "id-" + name;
      assertThat(again.detectionRules().rule(key))
          .as(when)
          .isEqualTo(book.detectionRules().rule(key));
      assertThat(again.takersOf(key))
          .as(when)
          .containsExactlyInAnyOrderElementsOf(book.takersOf(key));
      assertThat(again.ref(key)).as(when).isEqualTo(book.ref(key));
      assertThat(again.standalone(key)).as(when).isEqualTo(book.standalone(key));
    }
    // the reason may name a version of another rule that has gone meanwhile, the state may not
    for (RuleDocument document : book.documents()) {
      RuleStatus status = book.status(document.key()).orElseThrow();
      if (status.version().equals(Ids.version(document.text()))) {
        assertThat(again.status(document.key()))
            .as(when)
            .hasValueSatisfying(s -> assertThat(s.state()).isEqualTo(status.state()));
      }
    }
  }

  private static RuleDocument document(Random random) {
    String key = "k" + random.nextInt(9);
    String text =
        switch (random.nextInt(10)) {
          case 0 -> "";
          case 1 -> "title: Broken\nid: id-" + pick(random) + "\n";
          case 2, 3 -> filter(random, "[" + pick(random) + ", id-" + pick(random) + "]");
          case 4 -> filter(random, "any");
          case 5, 6 -> correlation(random);
          default -> detection(random);
        };
    return new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, 1, 0));
  }

  private static String detection(Random random) {
    String name = pick(random);
    return head(random, name)
        + "logsource: {product: p, category: c%d}\n".formatted(random.nextInt(2))
        + "detection: {s: {F: %d}, condition: s}\n".formatted(random.nextInt(9));
  }

  private static String filter(Random random, String rules) {
    return head(random, pick(random))
        + "logsource: {category: c%d}\n".formatted(random.nextInt(2))
        + "filter: {rules: %s, s: {G: %d}, condition: not s}\n".formatted(rules, random.nextInt(9));
  }

  private static String correlation(Random random) {
    return head(random, pick(random))
        + "correlation: {type: event_count, rules: [%s, %s], timespan: 5m, generate: %s,"
            .formatted(pick(random), pick(random), random.nextBoolean())
        + " condition: {gte: 3}}\n";
  }

  private static String head(Random random, String name) {
    return "title: T%d\nid: id-%s\nname: %s\n".formatted(random.nextInt(100), name, name);
  }

  private static String pick(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
