package io.pixelated.streams.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever order evidence arrives in, readers end with the same incidents. */
class OrderInvarianceTest {
  private static final int SEEDS = 30;
  private static final int ORDERS = 6;

  @Test
  void agreesWithTheNaiveReferenceInEveryOrder() {
    IncidentPolicy policy =
        policy("evidence: 40", "evidence: 1000", "entities: 32", "entities: 1000");
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      int entities = 1 + random.nextInt(12);
      List<Signal> signals =
          signals(random, 2 + random.nextInt(60), 12 + random.nextInt(60), entities);
      List<NaiveIncidents.Expected> expected = NaiveIncidents.of(signals);
      for (int order = 0; order < ORDERS; order++) {
        List<Incident> standing = play(policy, shuffledWithDoubts(signals, random), random);

        assertThat(standing.stream().map(OrderInvarianceTest::known).toList())
            .as("seed %d, order %d", seed, order)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Test
  void endsTheSameInEveryOrderWhenBoundsAreHit() {
    IncidentPolicy policy =
        policy(
            "evidence: 40", "evidence: 5",
            "counted: 1024", "counted: 8",
            "entities: 32", "entities: 3",
            "tags: 64", "tags: 2");
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Signal> signals = signals(random, 60, 30, 1 + seed % 8);
      List<Incident> first = play(policy, shuffledWithDoubts(signals, random), random);
      for (int order = 1; order < ORDERS; order++) {
        assertThat(play(policy, shuffledWithDoubts(signals, random), random))
            .as("seed %d, order %d", seed, order)
            .isEqualTo(first);
      }
    }
  }

  private static List<Incident> play(IncidentPolicy policy, List<Signal> arrivals, Random random) {
    Desk desk = new Desk(policy);
    for (Signal signal : arrivals) {
      desk.give(signal);
      desk.pass(random.nextInt(1_500));
    }
    desk.advanceTo(Long.MAX_VALUE);
    return desk.standing();
  }

  private static IncidentPolicy policy(String... fromTo) {
    String yaml = IncidentPolicyFile.shippedText();
    for (int i = 0; i < fromTo.length; i += 2) {
      assertThat(yaml).contains(fromTo[i]);
      yaml = yaml.replace(fromTo[i], fromTo[i + 1]);
    }
    return IncidentPolicyFile.parse(yaml);
  }

  private static List<Signal> signals(Random random, int count, int hours, int entities) {
    Level[] levels = {Level.INFORMATIONAL, Level.LOW, Level.MEDIUM, Level.MEDIUM, Level.HIGH};
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(12);
      boolean alert = number == 11;
      RuleRef rule =
          Findings.rule(
              "rule-" + number, levels[number % levels.length], "attack.t10" + (10 + number));
      long time = Findings.NOON + random.nextInt(hours * 3_600) * 1_000L;
      List<Entity> links = links(random, entities);
      Evidence evidence =
          new Evidence(
              "e" + i,
              alert ? Evidence.Kind.ALERT : Evidence.Kind.DETECTION,
              rule,
              time,
              alert ? time - random.nextInt(3 * 3_600) * 1_000L : time,
              false,
              Map.of(),
              "1",
              0,
              List.of("event-" + i),
              with(links, new Entity(EntityType.ADDRESS, "10.0.0." + random.nextInt(30))),
              Classification.of(
                  List.of(random.nextInt(9) == 0 ? DataClass.HEALTH : DataClass.PERSONAL),
                  List.of(random.nextBoolean() ? "EU" : "US")),
              Findings.NOON + random.nextInt(1_000_000));
      Entity primary = links.get(random.nextInt(links.size()));
      signals.add(new Signal(evidence, AlertState.FINAL, number % 3 != 0, primary, links));
    }
    return signals;
  }

  private static List<Entity> with(List<Entity> links, Entity more) {
    List<Entity> entities = new ArrayList<>(links);
    entities.add(more);
    return entities;
  }

  /** One to three of so many users and machines. */
  private static List<Entity> links(Random random, int entities) {
    TreeSet<Entity> links = new TreeSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int number = random.nextInt(entities);
      EntityType type =
          switch (number % 3) {
            case 0 -> EntityType.USER;
            case 1 -> EntityType.HOST;
            default -> EntityType.METHOD;
          };
      links.add(new Entity(type, "e" + number));
    }
    return List.copyOf(links);
  }

  /**
   * Any order, with repetitions, alerts that are provisional too, and some that are withdrawn. What
   * becomes of an announcement may overtake it, and be about others.
   */
  private static List<Signal> shuffledWithDoubts(List<Signal> signals, Random random) {
    List<Signal> arrivals = new ArrayList<>(signals);
    Collections.shuffle(arrivals, random);
    for (Signal signal : signals) {
      if (signal.evidence().kind() == Evidence.Kind.ALERT) {
        Signal announced = in(signal, signal.evidence().id(), AlertState.PROVISIONAL);
        Signal like = signals.get(random.nextInt(signals.size()));
        arrivals.add(random.nextInt(arrivals.size() + 1), linkedAs(like, announced));
      } else if (random.nextInt(10) == 0) {
        arrivals.add(random.nextInt(arrivals.size() + 1), signal);
      }
      if (random.nextInt(8) == 0) {
        String id = "never-" + signal.evidence().id();
        arrivals.add(random.nextInt(arrivals.size() + 1), in(signal, id, AlertState.PROVISIONAL));
        arrivals.add(random.nextInt(arrivals.size() + 1), in(signal, id, AlertState.WITHDRAWN));
      }
    }
    return arrivals;
  }

  private static Signal in(Signal signal, String id, AlertState state) {
    Evidence e = signal.evidence();
    Evidence alert =
        new Evidence(
            id,
            Evidence.Kind.ALERT,
            e.rule(),
            e.time(),
            e.from(),
            false,
            e.why(),
            e.count(),
            e.suppressed(),
            e.eventIds(),
            e.entities(),
            e.classification(),
            e.observed());
    return new Signal(alert, state, signal.standalone(), signal.primary(), signal.links());
  }

  private static Signal linkedAs(Signal other, Signal signal) {
    return new Signal(
        signal.evidence(), signal.state(), signal.standalone(), other.primary(), other.links());
  }

  private static NaiveIncidents.Expected known(Incident incident) {
    HashSet<String> ids = new HashSet<>();
    incident.evidence().forEach(e -> ids.add(e.id()));
    return new NaiveIncidents.Expected(
        incident.firstTime(),
        incident.lastTime(),
        incident.evidenceCount(),
        ids,
        new HashSet<>(incident.entities()),
        new HashSet<>(incident.techniques()),
        incident.severity(),
        Math.round(incident.risk() * 1e6) / 1e6,
        incident.classification(),
        incident.observed());
  }
}
