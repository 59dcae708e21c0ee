package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Generated policies and questions against {@link PlainOracle}: 50,000, or a million under {@code
 * -Pexhaustive}.
 */
class DecisionPropertyTest {
  private static final int CASES = Boolean.getBoolean("streams.exhaustive") ? 1_000_000 : 50_000;
  private static final int PER_POLICY = 500;
  private static final List<String> HOMES =
      List.of("EU", "US", "US-CA", "US-NY", "SG", "JP", "BR", "UNKNOWN", "USA");
  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-2",
          "eu-central-1",
          "ap-southeast-1",
          "ap-northeast-1",
          "eu-west-1",
          "us-east4",
          "europe-west3",
          "nowhere-1");
  private static final String SHIPPED = PolicyText.resource("policies.yaml");
  private static final String PROFILES = SHIPPED.substring(SHIPPED.indexOf("profiles:\n  "));

  @Test
  void agreesWithThePlainOracle() {
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i * PER_POLICY < CASES; i++) {
      Random random = new Random(i);
      boolean shipped = i % 4 == 0;
      PlainPolicy plain = shipped ? PlainPolicy.SHIPPED : PlainPolicies.any(random);
      Policies policies = policies(plain);
      for (int n = 0; n < PER_POLICY; n++) {
        Question question = question(random, shipped);
        boolean approved = random.nextBoolean();
        Verdict verdict =
            policies.decide(question, approved ? List.of(DecisionTable.SCC) : List.of());
        PlainOracle.Answer expected = PlainOracle.decide(plain, question, approved);
        // Descriptions of a million cases would cost more than the cases.
        if (!agree(verdict, expected)) {
          assertThat(verdict.explain())
              .as("policy %d, %s, approved: %s", i, question, approved)
              .isEqualTo(expected.toString());
        }
        outcomes.merge(verdict.outcome(), 1, Integer::sum);
      }
    }
    assertThat(outcomes).containsOnlyKeys("permit", "minimise", "quarantine");
    assertThat(outcomes.values()).allMatch(n -> n > CASES / 50);
  }

  /** The policies that a plain one says. */
  static Policies policies(PlainPolicy plain) {
    return plain.equals(PlainPolicy.SHIPPED)
        ? Policies.shipped()
        : Policies.parse(plain.yaml(PROFILES), Regions.shipped());
  }

  private static boolean agree(Verdict verdict, PlainOracle.Answer expected) {
    Set<String> profiles =
        verdict instanceof Verdict.Minimise minimise
            ? new TreeSet<>(minimise.profiles())
            : Set.of();
    Retention retention = verdict.basis().retention();
    return verdict.outcome().equals(expected.outcome())
        && profiles.equals(expected.profiles())
        && retention.keepAtLeastMonths() == expected.keep()
        && retention.deleteAtLatestMonths() == expected.delete()
        && !retention.holds().isEmpty() == expected.held();
  }

  static Question question(Random random, boolean shipped) {
    Set<DataClass> chosen = EnumSet.of(pick(random, List.of(DataClass.values())));
    if (random.nextInt(3) == 0) {
      chosen.add(
          pick(random, List.of(DataClass.OPERATIONAL, DataClass.PERSONAL, DataClass.HEALTH)));
    }
    List<String> homes = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      homes.add(HOMES.get(Math.min(random.nextInt(HOMES.size()), random.nextInt(HOMES.size()))));
    }
    String from = pick(random, REGIONS);
    String other = random.nextBoolean() ? from : pick(random, REGIONS);
    boolean approvedWay = random.nextInt(8) == 0;
    List<String> purposes =
        shipped
            ? List.of("security", "security", "compliance", "sale", "none")
            : List.of("security", "security", "security", "sale", "none");
    return new Question(
        pick(random, List.of(RecordKind.values())),
        Classification.of(chosen, homes),
        approvedWay ? "eu-central-1" : from,
        pick(random, List.of(DestinationKind.values())),
        approvedWay ? "us-east4" : other,
        pick(random, purposes));
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
