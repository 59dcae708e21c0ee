package io.pixelated.streams.correlation.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the engine against the reference on all of SigmaHQ's rules and the open recordings: on a
 * sample of the events, or on all with {@code -Pexhaustive}.
 */
class CorpusComparisonTest {
  private static final int SAMPLE = 149;

  @Test
  void agreesWithTheReferenceOnEveryRuleAndEvent() throws IOException {
    boolean exhaustive = Boolean.getBoolean("streams.exhaustive");
    int every = exhaustive ? 1 : SAMPLE;
    Map<String, Path> recordings = Recordings.files();
    long start = System.nanoTime();
    Comparison comparison = new Comparison(Corpus.folder("sigma"));
    comparison.compare("regression-open", Recordings.regressionEvents());
    recordings.entrySet().parallelStream()
        .forEach(recording -> compare(comparison, recording, every));
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf(
        "%d rules x %d events = %d pairs, %d of them of one log source, %d matches,"
            + " %d events with differences, in %d s%n",
        comparison.rules(),
        comparison.events(),
        comparison.pairs(),
        comparison.applicablePairs(),
        comparison.matches(),
        comparison.differences().size(),
        took.toSeconds());
    assertThat(comparison.sameRules()).isTrue();
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.matches()).isPositive();
  }

  private static void compare(Comparison comparison, Map.Entry<String, Path> recording, int every) {
    try {
      comparison.compare(recording.getKey(), Recordings.lines(recording.getValue(), every));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
