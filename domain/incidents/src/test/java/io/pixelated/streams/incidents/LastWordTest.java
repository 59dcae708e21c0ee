package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.ANA;
import static io.pixelated.streams.incidents.Findings.NOON;
import static io.pixelated.streams.incidents.Findings.alert;
import static io.pixelated.streams.incidents.Findings.at;
import static io.pixelated.streams.incidents.Findings.detection;
import static io.pixelated.streams.incidents.Findings.linking;
import static io.pixelated.streams.incidents.Findings.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the end: announcements that are over, time that has passed, restarts. */
class LastWordTest {
  private static final Entity BEN = new Entity(EntityType.USER, "ben");
  private static final RuleRef SPRAY = rule("spray", Level.MEDIUM);
  private static final RuleRef MALWARE = rule("malware", Level.HIGH);

  private final Desk desk = Desk.shipped();

  @Test
  void ignoresAnAnnouncementThatTheFinalAlertHasOvertaken() {
    desk.give(linking(alert("a1", AlertState.FINAL, SPRAY, NOON), BEN));
    desk.give(linking(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON), ANA));

    assertThat(desk.standing()).singleElement().matches(i -> i.primary().equals(BEN));
    assertThat(desk.written).hasSize(1);
  }

  @Test
  void ignoresAnAnnouncementThatItsWithdrawalHasOvertakenButNotAnotherOfThatId() {
    desk.give(linking(alert("a1", AlertState.WITHDRAWN, SPRAY, NOON), BEN));
    desk.give(linking(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON), ANA));
    assertThat(desk.written).isEmpty();

    assertThat(desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON))).hasSize(1);
  }

  @Test
  void opensNothingForAnAnnouncementThatTimeHasPassedAlready() {
    desk.advanceTo(at("PT2M"));

    assertThat(desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON))).isEmpty();
    assertThat(desk.incidents.size()).isZero();
  }

  @Test
  void leavesNothingInDoubtAtTheEndOfTheInput() {
    desk.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));
    desk.give(detection("d1", MALWARE, at("PT1M")));
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing())
        .singleElement()
        .satisfies(i -> assertThat(i.evidence()).extracting(e -> e.id()).containsExactly("d1"));
  }

  @Test
  void closesAnIncidentThatOpensWhenTimeHasPassedIt() {
    Signal low = detection("d1", rule("low", Level.MEDIUM), NOON);
    desk.give(low);
    desk.advanceTo(at("PT5H"));
    Report report =
        new Report(
            low.key(), low.links(), cluster(rule("other", Level.HIGH)), AlertState.FINAL, "");
    List<Incident> updates = desk.incidents.desk().apply(report, at("PT5H")).updates();

    assertThat(updates)
        .extracting(Incident::status)
        .containsExactly(IncidentStatus.OPEN, IncidentStatus.CLOSED);
  }

  @Test
  void writesWhatWaitsBeforeItForgets() {
    desk.give(detection("d1", MALWARE, NOON));
    desk.advanceTo(at("PT5H"));
    desk.give(detection("d2", MALWARE, NOON + 1));
    desk.give(detection("d3", MALWARE, NOON + 2));
    desk.advanceTo(at("P3D"));

    assertThat(desk.incidents.size()).isZero();
    assertThat(desk.standing())
        .singleElement()
        .matches(i -> i.status() == IncidentStatus.CLOSED && i.evidenceCount() == 3);
  }

  @Test
  void takesBackWhatALostAttemptWroteForAnAlertThatIsWithdrawn() {
    Desk lost = Desk.shipped();
    lost.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));
    String orphan = lost.written.get(0).id();

    Desk restored = new Desk(IncidentPolicyFile.shipped(), at("P1D"), DeskMemory.none());
    restored.give(alert("a1", AlertState.WITHDRAWN, SPRAY, NOON));

    assertThat(restored.topic.get(orphan)).matches(i -> i.status() == IncidentStatus.WITHDRAWN);
    assertThat(restored.standing()).isEmpty();
  }

  @Test
  void takesBackWhatALostAttemptWroteForAnAlertThatWasAboutAnotherThen() {
    Desk lost = Desk.shipped();
    lost.give(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON));
    String orphan = lost.written.get(0).id();

    Desk restored = new Desk(IncidentPolicyFile.shipped(), at("P1D"), DeskMemory.none());
    restored.give(alert("a1", AlertState.CONFIRMED, SPRAY, NOON));
    restored.give(linking(alert("a1", AlertState.FINAL, SPRAY, NOON), BEN));

    assertThat(restored.topic.get(orphan)).matches(i -> i.status() == IncidentStatus.WITHDRAWN);
    assertThat(restored.standing()).singleElement().matches(i -> i.primary().equals(BEN));
  }

  @Test
  void tellsAfterARestartWhatCameAfterTheLastLook() {
    DeskMemory memory = new DeskMemory(new MapShelf<>(), new MapShelf<>(), new MapShelf<>());
    Desk before = new Desk(IncidentPolicyFile.shipped(), Long.MIN_VALUE, memory);
    for (int i = 0; i < 300; i++) {
      Entity user = new Entity(EntityType.USER, "user-" + i);
      before.give(linking(detection("m" + i, rule("m", Level.MEDIUM), NOON), user));
      before.pass(10);
    }
    before.give(detection("d1", MALWARE, NOON));
    before.pass(2_000);
    before.give(linking(detection("m", rule("m", Level.MEDIUM), NOON), BEN));
    assertThat(before.give(detection("d2", rule("dump", Level.HIGH), NOON)))
        .as("too soon to look again")
        .isEmpty();
    before.incidents.desk().beforeSnapshot();

    Desk after = new Desk(IncidentPolicyFile.shipped(), Long.MIN_VALUE, memory);
    after.now = before.now + 60_000;

    assertThat(after.incidents.desk().onProcessingTime(NOON).updates())
        .singleElement()
        .matches(i -> i.evidenceCount() == 2);
  }

  private static Cluster cluster(RuleRef rule) {
    return new ClusterJoin(IncidentPolicyFile.shipped())
        .single(detection("late", rule, NOON + 3).holding(), Long.MIN_VALUE);
  }
}
