package io.pixelated.streams.residency;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates policies that are valid, and sensible or not. */
final class PlainPolicies {
  private static final List<String> KINDS = List.of("THREAT_EVENTS", "DETECTIONS", "INCIDENTS");
  private static final List<String> PLACES =
      List.of("REGIONAL_STORE", "REGIONAL_TOPIC", "GLOBAL_TOPIC");
  private static final List<String> SUBJECTS = List.of("PERSONAL", "HEALTH");
  private static final List<String> HOMES = List.of("EU", "US", "US-CA", "SG", "JP");

  private PlainPolicies() {}

  static PlainPolicy any(Random random) {
    List<PlainPolicy.Regime> regimes = new ArrayList<>();
    int size = 2 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      regimes.add(regime(random, i));
    }
    List<PlainPolicy.Hold> holds = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      holds.add(new PlainPolicy.Hold(one(random, KINDS), one(random, SUBJECTS)));
    }
    return new PlainPolicy(List.copyOf(regimes), List.copyOf(holds));
  }

  private static PlainPolicy.Regime regime(Random random, int index) {
    boolean operational = random.nextInt(3) == 0;
    List<String> classes = operational ? List.of("OPERATIONAL") : some(random, SUBJECTS);
    List<String> permitted = new ArrayList<>();
    List<String> restricted = new ArrayList<>();
    for (String region : PlainPolicy.ALL) {
      int fate = random.nextInt(5);
      if (fate < 3) {
        permitted.add(region);
      } else if (fate == 3) {
        restricted.add(region);
      }
    }
    List<PlainPolicy.Way> ways = new ArrayList<>();
    if (!restricted.isEmpty()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        ways.add(
            new PlainPolicy.Way(
                random.nextInt(3) == 0 ? "adequacy" : "scc",
                some(random, restricted),
                some(random, classes)));
      }
    }
    List<PlainPolicy.Less> less = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      less.add(
          new PlainPolicy.Less(
              some(random, KINDS),
              some(random, PLACES),
              some(random, classes),
              random.nextBoolean() ? "finding" : "event"));
    }
    List<PlainPolicy.Keep> keeps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int least = random.nextInt(3) * 12;
      int latest = least == 0 || random.nextBoolean() ? least + 6 + random.nextInt(30) : 0;
      keeps.add(new PlainPolicy.Keep(some(random, KINDS), some(random, classes), least, latest));
    }
    return new PlainPolicy.Regime(
        index == 0 ? "gdpr" : "r" + index,
        (index * 37) % 101 + 1,
        classes,
        operational ? List.of() : some(random, HOMES),
        permitted,
        restricted,
        random.nextBoolean(),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        ways,
        less,
        keeps);
  }

  /** At least one. */
  private static List<String> some(Random random, List<String> all) {
    List<String> chosen = new ArrayList<>(all);
    chosen.removeIf(x -> random.nextBoolean());
    return chosen.isEmpty() ? List.of(one(random, all)) : chosen;
  }

  private static String one(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
