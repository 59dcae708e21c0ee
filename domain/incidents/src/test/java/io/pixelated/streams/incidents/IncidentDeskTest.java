package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.NOON;
import static io.pixelated.streams.incidents.Findings.alert;
import static io.pixelated.streams.incidents.Findings.at;
import static io.pixelated.streams.incidents.Findings.detection;
import static io.pixelated.streams.incidents.Findings.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentDeskTest {
  private static final RuleRef SPRAY = rule("spray", Level.MEDIUM, "attack.t1110.003");
  private static final RuleRef MALWARE = rule("malware", Level.HIGH, "attack.execution");
  private static final RuleRef DUMP = rule("dump", Level.CRITICAL, "attack.credential-access");

  private final Desk desk = Desk.shipped();

  @Test
  void opensAtOnceForAStandaloneAlertOfAnyLevel() {
    List<Incident> updates = desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));

    assertThat(updates)
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.status()).isEqualTo(IncidentStatus.OPEN);
              assertThat(i.title()).isEqualTo("Title of spray: user ana.keller");
              assertThat(i.severity()).isEqualTo(Level.MEDIUM);
              assertThat(i.techniques()).containsExactly("T1110.003");
              assertThat(i.evidence()).singleElement().matches(e -> e.provisional());
              assertThat(i.observed()).isEqualTo(NOON + 500);
            });
  }

  @Test
  void opensForAHighDetectionButNotForAMediumOne() {
    assertThat(desk.give(detection("d1", SPRAY, NOON))).isEmpty();
    assertThat(desk.give(detection("d2", MALWARE, at("PT1M")))).hasSize(1);
    assertThat(desk.topic.values())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.evidenceCount()).isEqualTo(2);
              assertThat(i.firstTime()).isEqualTo(NOON);
              assertThat(i.title()).isEqualTo("Title of malware: user ana.keller (+1 more)");
            });
  }

  @Test
  void doesNotOpenForAHighDetectionThatMayNotStandAlone() {
    assertThat(desk.give(detection("d1", MALWARE, NOON, false))).isEmpty();
  }

  @Test
  void keepsOneIdFromProvisionalToFinal() {
    desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));
    desk.pass(2_000);
    List<Incident> confirmed = desk.give(alert("a1", AlertState.FINAL, SPRAY, NOON));

    assertThat(confirmed)
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.evidenceCount()).isEqualTo(1);
              assertThat(i.evidence()).singleElement().matches(e -> !e.provisional());
            });
    assertThat(desk.topic).hasSize(1);
  }

  @Test
  void withdrawsTheIncidentWithItsOnlyEvidence() {
    desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));
    List<Incident> updates = desk.give(alert("a1", AlertState.WITHDRAWN, SPRAY, NOON));

    assertThat(updates).singleElement().matches(i -> i.status() == IncidentStatus.WITHDRAWN);
    assertThat(desk.incidents.size()).isZero();
  }

  @Test
  void withdrawsAProvisionalAlertThatTheWatermarkPassedUnconfirmed() {
    desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));

    assertThat(desk.advanceTo(at("PT30S"))).isEmpty();
    assertThat(desk.advanceTo(at("PT1M")))
        .singleElement()
        .matches(i -> i.status() == IncidentStatus.WITHDRAWN);
    assertThat(desk.incidents.size()).isZero();
  }

  @Test
  void mergesTwoIncidentsWhenEvidenceJoinsThem() {
    desk.give(detection("d1", MALWARE, NOON));
    desk.give(detection("d2", DUMP, at("PT7H")));
    assertThat(desk.standing()).hasSize(2);
    List<Incident> updates = desk.give(detection("d3", SPRAY, at("PT3H30M")));

    assertThat(updates).extracting(Incident::status).contains(IncidentStatus.MERGED);
    assertThat(desk.standing())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.evidenceCount()).isEqualTo(3);
              assertThat(updates)
                  .filteredOn(u -> u.status() == IncidentStatus.MERGED)
                  .allMatch(u -> u.mergedInto().equals(i.id()) && !u.id().equals(i.id()));
            });
  }

  @Test
  void keepsTheIdWhenEvidenceArrivesALittleOutOfOrder() {
    desk.give(detection("d1", MALWARE, at("PT10M")));
    desk.give(detection("d2", DUMP, NOON));

    assertThat(desk.topic).hasSize(1);
  }

  @Test
  void takesTheIdBackWhenEvidenceOfAnEarlierStepArrives() {
    desk.give(detection("d1", MALWARE, NOON));
    List<Incident> updates = desk.give(detection("d2", DUMP, at("PT-10M")));

    assertThat(updates)
        .extracting(Incident::status)
        .containsExactly(IncidentStatus.OPEN, IncidentStatus.MERGED);
    assertThat(updates.get(1).mergedInto()).isEqualTo(updates.get(0).id());
  }

  @Test
  void splitsWhatOnlyAWithdrawnAlertHeldTogether() {
    desk.give(detection("d1", MALWARE, NOON));
    desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, at("PT3H30M")));
    desk.give(detection("d2", DUMP, at("PT7H")));
    assertThat(desk.standing()).hasSize(1);
    desk.give(alert("a1", AlertState.WITHDRAWN, SPRAY, at("PT3H30M")));
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing()).extracting(Incident::evidenceCount).containsExactly(1, 1);
  }

  @Test
  void ignoresTheSameEvidenceGivenTwice() {
    desk.give(detection("d1", MALWARE, NOON));
    desk.pass(5_000);

    assertThat(desk.give(detection("d1", MALWARE, NOON))).isEmpty();
    assertThat(desk.incidents.waits()).isFalse();
  }

  @Test
  void writesAtMostOneUpdateASecondAndTheLastOneAlways() {
    desk.give(detection("d0", MALWARE, NOON));
    for (int i = 1; i <= 100; i++) {
      desk.give(detection("d" + i, MALWARE, NOON + i));
      desk.pass(10);
    }
    desk.pass(1_000);

    assertThat(desk.written).extracting(Incident::evidenceCount).containsExactly(1, 101);
    assertThat(desk.standing()).singleElement().matches(i -> i.evidenceCount() == 101);
    assertThat(desk.incidents.waits()).isFalse();
  }

  @Test
  void writesWhatWaitsWhenTheInputEnds() {
    desk.give(detection("d0", MALWARE, NOON), detection("d1", MALWARE, NOON + 1));
    assertThat(desk.standing()).singleElement().matches(i -> i.evidenceCount() == 1);
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing())
        .singleElement()
        .matches(i -> i.evidenceCount() == 2 && i.status() == IncidentStatus.OPEN);
  }

  @Test
  void writesAnEscalationAtOnce() {
    desk.give(detection("d1", MALWARE, NOON));
    List<Incident> updates = desk.give(detection("d2", DUMP, NOON + 1));

    assertThat(updates).singleElement().matches(i -> i.severity() == Level.CRITICAL);
  }

  @Test
  void neverReusesAVersionEvenWhenTheClockStandsStillOrGoesBack() {
    desk.give(detection("d1", SPRAY, NOON), detection("d2", MALWARE, NOON));
    desk.now -= 60_000;
    desk.give(detection("d3", DUMP, NOON));

    assertThat(desk.written).extracting(Incident::version).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void closesWhenTheWatermarkHasPassedTheQuietGapAndForgetsADayLater() {
    desk.give(detection("d1", MALWARE, NOON));
    assertThat(desk.advanceTo(at("PT3H59M"))).isEmpty();
    assertThat(desk.advanceTo(at("PT4H")))
        .singleElement()
        .matches(i -> i.status() == IncidentStatus.CLOSED && i.evidenceCount() == 1);
    assertThat(desk.incidents.size()).isPositive();
    assertThat(desk.advanceTo(at("PT28H"))).isEmpty();
    assertThat(desk.incidents.size()).isZero();
  }

  @Test
  void closesAtOnceWhatIsHeardOfOnlyAfterTheWatermarkHasPassedTheQuietGap() {
    desk.give(detection("d1", MALWARE, NOON), detection("d2", MALWARE, at("PT1M")));
    desk.advanceTo(at("PT5H"));
    desk.pass(1_000);

    assertThat(desk.standing())
        .singleElement()
        .matches(i -> i.status() == IncidentStatus.CLOSED && i.evidenceCount() == 2);
  }

  @Test
  void reopensAClosedIncidentForLateEvidence() {
    desk.give(detection("d1", MALWARE, NOON));
    desk.advanceTo(at("PT5H"));
    desk.pass(1_000);
    List<Incident> updates = desk.give(detection("d2", MALWARE, at("PT1H")));

    assertThat(updates).singleElement().matches(i -> i.status() == IncidentStatus.OPEN);
    assertThat(desk.topic).hasSize(1);
    assertThat(desk.advanceTo(at("PT9H")))
        .singleElement()
        .matches(i -> i.status() == IncidentStatus.CLOSED);
  }

  @Test
  void keepsStaleEvidenceTogetherAlthoughTheWatermarkIsFarAhead() {
    desk.advanceTo(at("P30D"));
    desk.give(detection("d1", MALWARE, NOON));
    desk.advanceTo(at("P30DT1H"));
    desk.give(detection("d2", DUMP, at("PT1H")));

    assertThat(desk.standing())
        .singleElement()
        .matches(i -> i.evidenceCount() == 2 && i.status() == IncidentStatus.OPEN);
  }

  @Test
  void takesBackIdsThatALostAttemptMayHaveWrittenInAnotherOrder() {
    Desk lost = Desk.shipped();
    lost.give(detection("d2", DUMP, at("PT5H")));
    String orphan = lost.written.get(0).id();

    Desk restored = new Desk(IncidentPolicyFile.shipped(), at("P1D"), DeskMemory.none());
    restored.give(detection("d1", MALWARE, at("PT2H")), detection("d2", DUMP, at("PT5H")));

    assertThat(restored.topic.get(orphan))
        .matches(i -> i.status() == IncidentStatus.MERGED)
        .matches(i -> i.mergedInto().equals(restored.standing().get(0).id()));
  }

  @Test
  void listsTacticsInKillChainOrder() {
    List<Signal> signals = new ArrayList<>();
    List<String> tags = List.of("impact", "stealth", "credential_access", "initial-access");
    for (String tag : tags) {
      signals.add(detection(tag, rule(tag, Level.HIGH, "attack." + tag, "cve.2026"), NOON));
    }
    desk.giveAll(signals);
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing().get(0).tactics())
        .containsExactly("initial-access", "stealth", "credential-access", "impact");
  }
}
