package io.pixelated.streams.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.residency.keys.KeyProvider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated policies and whole records, through the check, against {@link PlainOracle}: nothing
 * stands anywhere that the oracle forbids. 20,000, or a million under {@code -Pexhaustive}.
 */
class RecordPropertyTest {
  private static final int CASES = Boolean.getBoolean("streams.exhaustive") ? 1_000_000 : 20_000;
  private static final int PER_POLICY = 500;
  private static final long TIME = 1_795_176_000_123L;

  private static final byte[] EVENT = Samples.event();
  private static final byte[] DETECTION = Samples.detection();
  private static final byte[] INCIDENT = Samples.incident();

  @Test
  void letsNothingStandThatPolicyForbids() {
    Map<String, Integer> seen = new HashMap<>();
    ResidencyCheck check = new ResidencyCheck(Ruling.shipped(), KeyProvider.development());
    for (int i = 0; i * PER_POLICY < CASES; i++) {
      Random random = new Random(i);
      boolean shipped = i % 4 == 0;
      boolean approved = i % 8 < 4;
      PlainPolicy plain = shipped ? PlainPolicy.SHIPPED : PlainPolicies.any(random);
      Ruling ruling =
          new Ruling(
              DecisionPropertyTest.policies(plain),
              approved ? List.of(DecisionTable.SCC) : List.of());
      for (int n = 0; n < PER_POLICY; n++) {
        Question question = DecisionPropertyTest.question(random, shipped);
        Request request = request(question, "r-" + i + '-' + n);
        Checked checked = check.check(request, ruling);
        String expected = PlainOracle.decide(plain, question, approved).outcome();
        String problem = problem(expected, request, checked);
        if (!problem.isEmpty()) {
          assertThat(checked.verdict().explain())
              .as("policy %d, %s, approved: %s", i, question, approved)
              .isEqualTo(problem);
        }
        seen.merge(expected + " -> " + checked.verdict().outcome(), 1, Integer::sum);
      }
    }
    assertThat(seen)
        .containsOnlyKeys("permit -> permit", "minimise -> minimise", "quarantine -> quarantine");
    assertThat(seen.get("permit -> permit")).isGreaterThan(CASES / 50);
    assertThat(seen.get("minimise -> minimise")).isGreaterThan(CASES / 50);
  }

  /** What is wrong with what came of a record; empty if nothing is. */
  private static String problem(String expected, Request request, Checked checked) {
    Optional<Cleared> standing = checked.cleared().filter(cleared -> !cleared.isRemoval());
    if (standing.isEmpty()) {
      boolean kept = checked.quarantined().isPresent() && expected.equals("quarantine");
      return kept ? "" : "it is lost, or held back although it may go";
    }
    Cleared cleared = standing.get();
    if (expected.equals("quarantine") || checked.quarantined().isPresent()) {
      return "it stands where it may not be";
    }
    boolean elsewhere =
        cleared.destinationKind() != request.destinationKind()
            || (request.destinationKind() != DestinationKind.GLOBAL_TOPIC
                && !cleared.destinationRegion().equals(request.destinationRegion()));
    if (elsewhere) {
      return "it stands where it was not headed for";
    }
    if (expected.equals("permit")) {
      return Arrays.equals(cleared.json(), request.json()) ? "" : "it is not byte for byte";
    }
    String bytes = new String(cleared.json(), UTF_8) + cleared.columns() + cleared.id();
    boolean traced = Samples.PERSONAL_VALUES.stream().anyMatch(bytes::contains);
    return traced ? "it holds a personal value" : "";
  }

  private static Request request(Question question, String id) {
    byte[] json =
        switch (question.kind()) {
          case THREAT_EVENTS -> EVENT;
          case DETECTIONS -> DETECTION;
          case INCIDENTS -> INCIDENT;
        };
    return new Request(
        question.kind(),
        id,
        question.classification(),
        question.from(),
        question.destinationKind(),
        question.to(),
        TIME,
        question.purpose(),
        json);
  }
}
