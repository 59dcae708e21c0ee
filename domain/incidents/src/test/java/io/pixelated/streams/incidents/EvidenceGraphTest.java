package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.ANA;
import static io.pixelated.streams.incidents.Findings.ATTACKER;
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
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentChange;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence of several entities: what belongs together, and how readers are told. */
class EvidenceGraphTest {
  private static final Entity MACHINE = new Entity(EntityType.HOST, "ws-1");
  private static final Entity BEN = new Entity(EntityType.USER, "ben");
  private static final RuleRef DUMP = rule("dump", Level.CRITICAL);
  private static final RuleRef SPRAY = rule("spray", Level.HIGH);

  private final Desk desk = Desk.shipped();

  @Test
  void mergesTheIncidentsOfAUserAndAMachineWhenEvidenceNamesBothAndTheOlderIdSurvives() {
    desk.give(linking(detection("d1", SPRAY, NOON), ANA));
    desk.give(linking(detection("d2", DUMP, at("PT1M")), MACHINE));
    assertThat(desk.standing()).hasSize(2);
    String older = desk.written.get(0).id();
    List<Incident> updates =
        desk.give(linking(detection("d3", rule("logon", Level.LOW), at("PT2M")), MACHINE, ANA));

    assertThat(updates)
        .filteredOn(u -> u.status() == IncidentStatus.MERGED)
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.change()).isEqualTo(IncidentChange.MERGED);
              assertThat(u.mergedInto()).isEqualTo(older);
            });
    assertThat(desk.standing())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.id()).isEqualTo(older);
              assertThat(i.evidenceCount()).isEqualTo(3);
              assertThat(i.entities()).contains(ANA, MACHINE);
              assertThat(i.primary()).as("of the most telling evidence").isEqualTo(MACHINE);
            });
  }

  @Test
  void namesWhomEachPieceIsAboutBeforeTheManyVictimsOfOne() {
    Entity second = new Entity(EntityType.ADDRESS, "203.0.113.8");
    List<Entity> named = new ArrayList<>(List.of(ATTACKER, BEN));
    for (int i = 0; i < 40; i++) {
      named.add(new Entity(EntityType.USER, "a-victim-" + i));
    }
    desk.give(linking(detection("d1", DUMP, NOON), named.toArray(Entity[]::new)));
    desk.give(linking(detection("d2", SPRAY, at("PT1M")), second, BEN));
    desk.advanceTo(Long.MAX_VALUE);

    assertThat(desk.standing())
        .singleElement()
        .satisfies(i -> assertThat(i.entities()).hasSize(32).contains(ATTACKER, second));
  }

  @Test
  void keepsApartWhatSharesAnEntityButNotItsTime() {
    desk.give(linking(detection("d1", SPRAY, NOON), ANA, ATTACKER));
    desk.give(linking(detection("d2", DUMP, at("PT4H1S")), BEN, ATTACKER));
    desk.give(linking(detection("d3", DUMP, at("PT1H")), BEN));

    assertThat(desk.standing()).hasSize(2);
  }

  @Test
  void reachesFromTheFirstEventThatAnAlertCounts() {
    desk.give(linking(detection("d1", SPRAY, NOON), ANA));
    Signal late = linking(alert("a1", AlertState.FINAL, SPRAY, at("PT6H")), ANA);
    desk.give(spanning(late, at("PT3H")));

    assertThat(desk.standing()).hasSize(1);
  }

  @Test
  void linksOneMethodFromManyAddressesForAShortTimeOnly() {
    Entity method = new Entity(EntityType.METHOD, "spray");
    for (int i = 0; i < 4; i++) {
      Entity source = new Entity(EntityType.ADDRESS, "203.0.113." + i);
      long minute = i < 3 ? 8 * i : 8 * 3 + 3;
      desk.give(
          linking(
              alert("a" + i, AlertState.FINAL, SPRAY, at("PT" + minute + "M")), source, method));
    }
    desk.pass(1_000);
    assertThat(desk.standing()).extracting(Incident::evidenceCount).containsExactlyInAnyOrder(3, 1);
  }

  @Test
  void splitsAnIncidentWhenTheAlertThatHeldItTogetherIsWithdrawn() {
    desk.give(linking(detection("d1", SPRAY, NOON), ANA));
    desk.give(linking(detection("d2", DUMP, at("PT1M")), MACHINE));
    Signal doubt = linking(alert("a1", AlertState.PROVISIONAL, SPRAY, at("PT2M")), ANA, MACHINE);
    desk.give(doubt);
    assertThat(desk.standing()).hasSize(1);
    desk.give(new Signal(doubt.evidence(), AlertState.WITHDRAWN, true, ANA, doubt.links()));
    desk.pass(1_000);

    assertThat(desk.standing()).extracting(Incident::evidenceCount).containsExactly(1, 1);
    assertThat(desk.standing()).allMatch(i -> i.status() == IncidentStatus.OPEN);
  }

  @Test
  void tellsOfSuppressedFiringsWithoutReopeningTheIncident() {
    Signal signal = alert("a1", AlertState.FINAL, SPRAY, NOON);
    desk.give(signal);
    desk.advanceTo(at("PT5H"));
    assertThat(desk.standing()).allMatch(i -> i.status() == IncidentStatus.CLOSED);
    desk.pass(2_000);
    desk.give(suppressing(signal, 12));

    assertThat(desk.standing())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.status()).isEqualTo(IncidentStatus.CLOSED);
              assertThat(i.evidence().get(0).suppressed()).isEqualTo(12);
            });
  }

  @Test
  void knowsAfterARestartWhatItKnewBefore() {
    Memory memory = new Memory();
    Desk first = new Desk(IncidentPolicyFile.shipped(), Long.MIN_VALUE, memory.desk());
    first.give(linking(detection("d1", SPRAY, NOON), ANA));
    first.give(linking(alert("a1", AlertState.PROVISIONAL, SPRAY, NOON), BEN));
    Desk second = new Desk(IncidentPolicyFile.shipped(), Long.MIN_VALUE, memory.desk());
    second.now = first.now + 10_000;
    List<Incident> updates = second.give(linking(detection("d2", DUMP, at("PT1M")), BEN, ANA));

    assertThat(updates)
        .extracting(Incident::change)
        .containsExactlyInAnyOrder(IncidentChange.ESCALATED, IncidentChange.MERGED);
    assertThat(updates.get(0).evidenceCount()).isEqualTo(3);
    assertThat(updates.get(0).version()).isGreaterThan(first.written.get(0).version());
    second.advanceTo(at("P3D"));
    assertThat(memory.strands.all()).isEmpty();
    assertThat(memory.doubts.all()).isEmpty();
    assertThat(memory.published.all()).isEmpty();
  }

  @Test
  void holdsNoMoreEvidenceThanItMayAndGivesUpTheWeakestFirst() {
    String yaml = IncidentPolicyFile.shippedText().replace("pieces: 40000", "pieces: 1000");
    Desk small = new Desk(IncidentPolicyFile.parse(yaml), Long.MIN_VALUE, DeskMemory.none());
    small.give(linking(detection("real", DUMP, NOON), MACHINE));
    for (int i = 0; i < 3_000; i++) {
      Entity invented = new Entity(EntityType.USER, "user-" + i);
      small.give(linking(detection("d" + i, rule("weak", Level.LOW), NOON + i), invented));
      small.pass(1);
    }
    small.pass(1_000);

    assertThat(small.incidents.desk().strands()).isLessThanOrEqualTo(1_000);
    assertThat(small.incidents.desk().shed()).isGreaterThanOrEqualTo(2_000);
    assertThat(small.standing())
        .singleElement()
        .matches(i -> i.title().startsWith("Title of dump"));
  }

  @Test
  void learnsThatAnAddressIsAHubWhenEvidenceNamesItWithManyOverManyHours() {
    for (int i = 0; i < 48; i++) {
      Entity user = new Entity(EntityType.USER, "user-" + i);
      desk.give(linking(detection("d" + i, SPRAY, at("PT" + 10 * i + "M")), user, ATTACKER));
      desk.pass(1_000);
      int incidents = desk.standing().size();
      assertThat(incidents).isEqualTo(i < 39 ? 1 : i + 1);
    }
  }

  @Test
  void keepsAnAddressWithManyVictimsInAShortTimeInOneIncident() {
    for (int i = 0; i < 100; i++) {
      Entity user = new Entity(EntityType.USER, "user-" + i);
      desk.give(linking(detection("d" + i, SPRAY, at("PT" + i + "M")), user, ATTACKER));
    }
    desk.pass(1_000);

    assertThat(desk.standing()).hasSize(1);
  }

  private static Signal spanning(Signal signal, long from) {
    return with(signal, AlertState.FINAL, from, 0);
  }

  private static Signal suppressing(Signal signal, long suppressed) {
    return with(signal, AlertState.CLOSED, signal.evidence().from(), suppressed);
  }

  private static Signal with(Signal signal, AlertState state, long from, long suppressed) {
    var e = signal.evidence();
    return new Signal(
        new Evidence(
            e.id(),
            e.kind(),
            e.rule(),
            e.time(),
            from,
            false,
            e.why(),
            e.count(),
            suppressed,
            e.eventIds(),
            e.entities(),
            e.classification(),
            e.observed()),
        state,
        signal.standalone(),
        signal.primary(),
        signal.links());
  }

  /** What a desk leaves behind. */
  private static final class Memory {
    final MapShelf<DeskMemory.Settled> strands = new MapShelf<>();
    final MapShelf<DeskMemory.Doubt> doubts = new MapShelf<>();
    final MapShelf<Published> published = new MapShelf<>();

    DeskMemory desk() {
      return new DeskMemory(strands, doubts, published);
    }
  }
}
