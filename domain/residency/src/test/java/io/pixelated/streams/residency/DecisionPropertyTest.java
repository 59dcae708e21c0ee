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
import org.junit.jupiter.api.Test;

class DecisionPropertyTest {
  private static final int CASES = 50_000;
  private static final List<String> HOMES =
      List.of("EU", "US", "US-CA", "US-NY", "SG", "JP", "BR", "UNKNOWN");
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

  @Test
  void agreesWithThePlainOracle() {
    Policies policies = Policies.shipped();
    Random random = new Random(5);
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < CASES; i++) {
      RecordKind kind = pick(random, List.of(RecordKind.values()));
      DestinationKind destination = pick(random, List.of(DestinationKind.values()));
      Set<DataClass> chosen = EnumSet.of(pick(random, List.of(DataClass.values())));
      if (random.nextInt(3) == 0) {
        chosen.add(
            pick(random, List.of(DataClass.OPERATIONAL, DataClass.PERSONAL, DataClass.HEALTH)));
      }
      List<DataClass> classes = List.copyOf(chosen);
      List<String> homes = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        homes.add(HOMES.get(Math.min(random.nextInt(HOMES.size()), random.nextInt(HOMES.size()))));
      }
      String from = pick(random, REGIONS);
      String to = random.nextBoolean() ? from : pick(random, REGIONS);
      Verdict verdict =
          policies.decide(kind, Classification.of(classes, homes), from, destination, to);

      assertThat(verdict.outcome())
          .as("%s %s %s %s %s %s", kind, classes, homes, from, destination, to)
          .isEqualTo(PlainOracle.decide(kind, classes, homes, from, destination, to));
      outcomes.merge(verdict.outcome(), 1, Integer::sum);
    }
    assertThat(outcomes).containsOnlyKeys("permit", "minimise", "quarantine");
    assertThat(outcomes.values()).allMatch(n -> n > CASES / 50);
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
