package io.pixelated.streams.correlation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Corpus;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of one rule among all of SigmaHQ's; prints what they take on this machine. */
class HotChangeTest {
  private static final int CHANGES = 15;
  private static final FlatEvent EVENT =
      FlatEvent.of(new LogSources(Set.of("windows"), Set.of("process_creation"), Set.of()))
          .text("Image", "C:\\Windows\\System32\\whoami.exe")
          .text("CommandLine", "whoami /all")
          .build();

  @Test
  void takesEffectAmongThousandsOfRules() {
    Path rules = Corpus.folder("sigma");
    List<Rejection> rejections = new ArrayList<>();
    Rulebook book = Rulebook.restore(RuleFiles.read(List.of(rules), rejections));
    assertThat(book.detectionRules().size()).isGreaterThan(3_000);
    int before = book.detectionRules().match(EVENT).size();

    List<Long> detection = new ArrayList<>();
    List<Long> filter = new ArrayList<>();
    List<Long> correlation = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      book = timed(book, document("hot", detection(i)), detection);
      assertThat(book.detectionRules().match(EVENT)).hasSize(before + 1);
      book = timed(book, document("hot-filter", filter(i)), filter);
      assertThat(book.detectionRules().match(EVENT)).hasSize(before);
      book = timed(book, document("hot-correlation", correlation(i)), correlation);
      assertThat(book.takersOf("hot")).hasSize(1);
      book = timed(book, document("hot-filter", ""), filter);
    }
    report("detection rule", detection);
    report("filter", filter);
    report("correlation", correlation);
  }

  @Test
  void takesEffectAmongAThousandCorrelationsOfTheSameRules() {
    List<RuleDocument> documents = new ArrayList<>();
    documents.add(document("hot", detection(0)));
    for (int i = 0; i < 1_000; i++) {
      String key = "correlation-" + i;
      documents.add(document(key, correlation(i).replace("id: hot-correlation", "id: " + key)));
    }
    Rulebook book = Rulebook.empty().apply(documents).rulebook();
    assertThat(book.takersOf("hot")).hasSize(1_000);

    List<Long> detection = new ArrayList<>();
    List<Long> correlation = new ArrayList<>();
    for (int i = 1; i <= CHANGES; i++) {
      book = timed(book, document("hot", detection(i)), detection);
      book =
          timed(
              book,
              document(
                  "correlation-7",
                  correlation(i).replace("id: hot-correlation", "id: correlation-7")),
              correlation);
    }
    report("detection rule of 1,000 correlations", detection);
    report("of 1,000 correlations of one rule", correlation);
  }

  /** Applies the document and matches one event, which builds what the change left to be built. */
  private static Rulebook timed(Rulebook book, RuleDocument document, List<Long> nanos) {
    long start = System.nanoTime();
    Rulebook changed = book.apply(document).rulebook();
    changed.detectionRules().match(EVENT);
    nanos.add(System.nanoTime() - start);
    return changed;
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }

  private static void report(String what, List<Long> nanos) {
    System.out.printf(
        "one changed %s: median %.2f ms, slowest %.2f ms%n",
        what,
        median(nanos) / 1e6,
        nanos.stream().mapToLong(Long::longValue).max().orElseThrow() / 1e6);
  }

  private static RuleDocument document(String key, String text) {
    return new RuleDocument(key, text, key + ".yml", new Origin("detection.rules", 0, 1, 0));
  }

  private static String detection(int version) {
    return """
        title: Hot
        id: hot
        logsource: {product: windows, category: process_creation}
        detection:
          selection: {Image|endswith: '\\whoami.exe', CommandLine|contains: [v%d, /all]}
          condition: selection
        """
        .formatted(version);
  }

  private static String filter(int version) {
    return """
        title: Hot filter
        id: hot-filter
        logsource: {product: windows}
        filter:
          rules: [hot]
          selection: {CommandLine|contains: [v%d, /all]}
          condition: not selection
        """
        .formatted(version);
  }

  private static String correlation(int version) {
    return """
        title: Hot correlation
        id: hot-correlation
        correlation: {type: event_count, rules: [hot], timespan: 5m, condition: {gte: %d}}
        """
        .formatted(version + 2);
  }
}
