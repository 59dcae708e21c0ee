package io.pixelated.streams.jobs.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundlesTest {
  private static final long GATHER = 50;

  private final List<RoutedMatch> sent = new ArrayList<>();
  private final Bundles bundles = new Bundles(GATHER, bundle -> bundle, sent::add);

  @Test
  void theFirstOfAGroupPassesAtOnce() {
    bundles.add(match("ana", 1), 0);
    bundles.add(match("bob", 2), 0);

    assertThat(ids()).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void thoseThatFollowWaitForEachOther() {
    bundles.add(match("ana", 1), 0);
    bundles.add(match("ana", 2), 10);
    bundles.add(match("ana", 3), 20);
    bundles.sendDue(GATHER - 1);
    assertThat(ids()).containsExactly(List.of("1"));

    bundles.sendDue(GATHER);
    assertThat(ids()).containsExactly(List.of("1"), List.of("2", "3"));
  }

  @Test
  void aGroupThatIsHitOnAndOnIsSentOncePerMoment() {
    for (int millis = 0; millis <= 500; millis++) {
      bundles.sendDue(millis);
      bundles.add(match("ana", millis), millis);
    }
    bundles.flush();

    assertThat(sent.size()).isEqualTo(12);
    assertThat(sent.stream().mapToInt(bundle -> bundle.events().size()).sum()).isEqualTo(501);
  }

  @Test
  void aGroupThatFallsSilentIsNotWatchedAnyMore() {
    bundles.add(match("ana", 1), 0);
    bundles.sendDue(GATHER);
    assertThat(bundles.due()).isEmpty();

    bundles.add(match("ana", 2), GATHER + 1);
    assertThat(ids()).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void nothingWaitsPastAFlush() {
    bundles.add(match("ana", 1), 0);
    bundles.add(match("ana", 2), 1);
    bundles.flush();
    assertThat(ids()).containsExactly(List.of("1"), List.of("2"));

    bundles.flush();
    assertThat(sent).hasSize(2);
  }

  @Test
  void matchesOfDifferentGenerationsAreNotMixed() {
    bundles.add(match("ana", 1), 0);
    bundles.add(match("ana", 2), 1);
    bundles.add(match("ana", 3, 7), 2);
    bundles.flush();

    assertThat(ids()).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    assertThat(sent).extracting(RoutedMatch::generation).containsExactly(0L, 0L, 7L);
  }

  @Test
  void aFloodOfOneGroupIsThinnedOutAndCounted() {
    Bundles thinning = new Bundles(GATHER, BundlesTest::firstTwo, sent::add);
    for (int i = 0; i < 100_000; i++) {
      thinning.add(match("ana", i), 0);
    }
    thinning.flush();

    assertThat(sent).hasSize(2);
    assertThat(sent.get(1).events()).hasSize(2);
    assertThat(sent.get(1).thinned()).isEqualTo(100_000 - 3);
  }

  @Test
  void aFloodThatCannotBeThinnedOutDoesNotWait() {
    for (int i = 0; i < 100_000; i++) {
      bundles.add(match("ana", i), 0);
    }

    assertThat(sent.stream().mapToInt(bundle -> bundle.events().size()).sum())
        .isGreaterThan(100_000 - Bundles.BUNDLE - 1);
  }

  @Test
  void endlessGroupsDoNotFillTheMemory() {
    for (int i = 0; i < 100_000; i++) {
      bundles.add(match("user" + i, 2 * i), 0);
      bundles.add(match("user" + i, 2 * i + 1), 0);
    }

    assertThat(sent.size()).isGreaterThanOrEqualTo(200_000 - Bundles.MOST_GROUPS);
  }

  private static RoutedMatch firstTwo(RoutedMatch bundle) {
    List<MatchedEvent> kept = bundle.events().subList(0, Math.min(2, bundle.events().size()));
    return new RoutedMatch(
        bundle.correlation(),
        bundle.depth(),
        bundle.generation(),
        bundle.group(),
        kept,
        bundle.thinned() + bundle.events().size() - kept.size());
  }

  private List<List<String>> ids() {
    return sent.stream()
        .map(bundle -> bundle.events().stream().map(MatchedEvent::id).toList())
        .toList();
  }

  private static RoutedMatch match(String user, int id) {
    return match(user, id, 0);
  }

  private static RoutedMatch match(String user, int id, long generation) {
    MatchedEvent event =
        new MatchedEvent(
            Integer.toString(id),
            id,
            id,
            List.of("failed"),
            "",
            Map.of(),
            Certainty.CERTAIN,
            List.of(),
            Classification.UNKNOWN);
    return new RoutedMatch("many-failed", 1, generation, List.of(user), List.of(event), 0);
  }
}
