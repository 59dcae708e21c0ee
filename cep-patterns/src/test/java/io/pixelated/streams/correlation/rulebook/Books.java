package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus.State;
import java.util.List;

/** Rulebooks and rules for tests. */
final class Books {
  private Books() {}

  /** A detection rule of the name, which matches when the field of that name is 1. */
  static String detection(String name) {
    return """
        title: Title of %1$s
        id: id-%1$s
        name: %1$s
        logsource: {product: pixelated}
        detection: {selection: {%1$s: 1}, condition: selection}
        """
        .formatted(name);
  }

  /** A correlation of the name; {@code body} is a YAML flow mapping without its braces. */
  static String correlation(String name, String body) {
    return "title: Title of %1$s\nid: id-%1$s\nname: %1$s\ncorrelation: {timespan: 5m, %2$s}\n"
        .formatted(name, body);
  }

  static RuleDocument document(String text) {
    String id = text.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
    return document(id.substring(4), text);
  }

  static RuleDocument document(String key, String text) {
    return new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, 1, 0));
  }

  static RulebookChange apply(Rulebook book, String... texts) {
    return book.apply(List.of(texts).stream().map(Books::document).toList());
  }

  /** A rulebook of rules that are all good. */
  static Rulebook of(String... texts) {
    RulebookChange change = apply(Rulebook.empty(), texts);
    assertThat(change.statuses()).allSatisfy(s -> assertThat(s.reason()).isEmpty());
    return change.rulebook();
  }

  /** Why the last of the rules is rejected. */
  static String reason(String... texts) {
    RulebookChange change = apply(Rulebook.empty(), texts);
    String key = document(texts[texts.length - 1]).key();
    return change.statuses().stream()
        .filter(status -> status.key().equals(key) && status.state() == State.REJECTED)
        .findFirst()
        .orElseThrow()
        .reason();
  }

  static Correlation correlationOf(Rulebook book, String name) {
    return book.correlation("id-" + name).orElseThrow();
  }
}
