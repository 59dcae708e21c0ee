package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.NOON;
import static io.pixelated.streams.incidents.Findings.alert;
import static io.pixelated.streams.incidents.Findings.at;
import static io.pixelated.streams.incidents.Findings.detection;
import static io.pixelated.streams.incidents.Findings.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No entity, however noisy, grows without limit. */
class FloodTest {
  private final Desk desk = Desk.shipped();

  @Test
  void keepsABoundedBookAndAnEstimateOfTheCountUnderAFlood() {
    int flood = 10_000;
    for (int i = 0; i < flood; i++) {
      String rule = "rule-" + i % 300;
      desk.give(
          detection("d" + i, rule(rule, Level.HIGH, "attack.t" + (1000 + i % 300)), NOON + i));
    }
    desk.pass(1_000);

    Cluster cluster = cluster();
    assertThat(cluster.kept()).hasSize(40);
    assertThat(cluster.rules()).hasSize(128);
    assertThat(cluster.ids()).hasSize(1024);
    assertThat(cluster.tags()).hasSize(64);
    Incident incident = desk.standing().get(0);
    assertThat(incident.evidence()).extracting(e -> e.rule().id()).doesNotHaveDuplicates();
    assertThat(incident.evidenceCount()).isBetween(flood * 9 / 10, flood * 11 / 10);
    assertThat(incident.risk()).isEqualTo(Risk.MOST);
  }

  @Test
  void keepsWhatIsTellingWhenNoiseFollows() {
    desk.give(detection("real", rule("dump", Level.CRITICAL), NOON));
    for (int i = 0; i < 500; i++) {
      desk.give(detection("d" + i, rule("noise", Level.LOW), NOON + i));
    }
    assertThat(cluster().kept()).extracting(h -> h.evidence().id()).contains("real");
  }

  @Test
  void boundsIncidentsOfOneEntityAndTellsNothingOfThoseItForgets() {
    for (int i = 0; i < 200; i++) {
      desk.give(
          detection("d" + i, rule("r", Level.HIGH), NOON + Duration.ofHours(5L * i).toMillis()));
    }
    assertThat(desk.incidents.books().values())
        .singleElement()
        .satisfies(book -> assertThat(book.stretches()).hasSize(32));
    assertThat(desk.standing()).hasSize(200);
  }

  @Test
  void boundsProvisionalAlerts() {
    for (int i = 0; i < 5_000; i++) {
      desk.give(alert("a" + i, AlertState.PROVISIONAL, rule("r", Level.HIGH), NOON + i));
    }
    assertThat(desk.incidents.desk().strands()).isLessThanOrEqualTo(2_000);
    assertThat(desk.incidents.desk().shed()).isPositive();
  }

  @Test
  void remembersNothingAfterTheHorizon() {
    for (int i = 0; i < 100; i++) {
      desk.give(detection("d" + i, rule("r" + i, Level.MEDIUM), NOON + i * 60_000L));
      desk.give(alert("a" + i, AlertState.PROVISIONAL, rule("r", Level.HIGH), NOON + i));
    }
    desk.advanceTo(at("P3D"));

    assertThat(desk.incidents.size()).isZero();
    assertThat(desk.incidents.desk().incidents()).isZero();
  }

  private Cluster cluster() {
    StrandBook book = desk.incidents.books().values().iterator().next();
    return book.stretches().get(0).cluster();
  }
}
