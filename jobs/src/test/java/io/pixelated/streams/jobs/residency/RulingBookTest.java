package io.pixelated.streams.jobs.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.Ruling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulingBookTest {
  private static final String POLICIES =
      """
      version: "%s"
      purposes: [security]
      profiles:
        none: {}
      regimes:
        - {id: house, title: t, clause: c, precedence: 1, classes: [OPERATIONAL], jurisdictions: [], permitted: all,
           leaving: whole}
      """;
  private static final String APPROVAL =
      """
      {"id": "a-1", "regime": "gdpr", "from": ["eu-central-1"], "to": ["us-east-1"], "classes": ["PERSONAL"],
       "purposes": ["security"], "requested_by": "carla", "approvers": ["ana", "%s"],
       "valid_from": "2026-11-01T00:00:00Z", "expires": "2026-12-01T00:00:00Z"}
      """;

  private long offset;

  private KeyedRecord record(String topic, String key, String value) {
    return new KeyedRecord(key, value.getBytes(UTF_8), new Origin(topic, 0, offset++, 1_000));
  }

  private RulingChange policies(long number, String version) {
    return new RulingChange(
        number, false, false, record("policies", "policies", POLICIES.formatted(version)));
  }

  private static String shipped() {
    return Ruling.shipped().version();
  }

  private static RulingBook empty() {
    return RulingBook.first(List.of(), List.of());
  }

  @Test
  void decidesByTheShippedPoliciesWhereNobodySaysAnything() {
    assertThat(empty().decideAt(5).version()).isEqualTo(shipped());
  }

  @Test
  void decidesByTheRecordsOwnTimeWhicheverComesFirst() {
    RulingBook book = empty();
    book.decideAt(1_000);
    assertThat(book.receive(policies(1, "v1"))).isEmpty();
    assertThat(book.next()).hasValueSatisfying(change -> assertThat(change.number()).isEqualTo(1));
    // Another subtask had come further.
    book.hold(2_000);

    assertThat(book.next()).isEmpty();
    assertThat(book.decideAt(2_000).version()).isEqualTo(shipped());
    assertThat(book.decideAt(2_001).version()).isEqualTo("v1");
    assertThat(book.decideAt(1_500).version()).isEqualTo(shipped());
    assertThat(book.latest()).isEqualTo(2_001);
  }

  @Test
  void keepsTheLastGoodPoliciesAndSaysAllThatIsWrongWithOthers() {
    RulingBook book = empty();
    book.receive(policies(1, "v1"));
    book.hold(0);

    RulingChange broken =
        new RulingChange(
            2,
            false,
            false,
            record("policies", "policies", POLICIES.formatted("v2").replace("all", "mars")));
    assertThat(book.receive(broken)).contains("permitted adds no region with its entry 1");
    assertThat(
            book.receive(
                new RulingChange(3, false, false, record("policies", "other", "version: 1"))))
        .contains("give it the key 'policies'");
    assertThat(book.next()).isEmpty();
    assertThat(book.decideAt(5).version()).isEqualTo("v1");

    book.receive(new RulingChange(4, false, false, record("policies", "policies", "")));
    book.hold(10);
    assertThat(book.decideAt(11).version()).isEqualTo(shipped());
  }

  @Test
  void takesApprovalsOfTwoPeopleAndLetsGoOfThem() {
    RulingBook book = empty();
    assertThat(
            book.receive(
                new RulingChange(
                    1, true, false, record("approvals", "a-1", APPROVAL.formatted("Ana ")))))
        .contains("approvers are 1 distinct one(s): it takes 2");
    assertThat(
            book.receive(
                new RulingChange(
                    1, true, false, record("approvals", "a-1", APPROVAL.formatted("Carla")))))
        .contains("approvers hold who asked for it: others must approve");
    assertThat(
            book.receive(
                new RulingChange(
                    1, true, false, record("approvals", "a-2", APPROVAL.formatted("ben")))))
        .contains("the record's key is not the approval's id");
    assertThat(
            book.receive(
                new RulingChange(
                    2, true, false, record("approvals", "a-1", APPROVAL.formatted("ben")))))
        .isEmpty();
    book.hold(0);
    assertThat(book.newest().approvals()).containsOnlyKeys("a-1");

    book.receive(new RulingChange(3, true, false, record("approvals", "a-1", "")));
    book.hold(7);
    assertThat(book.newest().approvals()).isEmpty();
    assertThat(book.newest().from()).isEqualTo(8);
  }

  @Test
  void refusesWhatNoRulingCanBeMadeOf() {
    RulingBook book = empty();
    String never = APPROVAL.formatted("ben").replace("2026-12-01", "+999999999-01-01");
    for (String text : List.of(never, "id: &a [[*a]]")) {
      assertThat(book.receive(new RulingChange(1, true, false, record("approvals", "a-1", text))))
          .isNotEmpty();
    }
    assertThat(book.next()).isEmpty();
  }

  @Test
  void knowsAfterARestoreWhatAnyKnewAndTakesNothingTwice() {
    RulingBook ahead = empty();
    RulingBook behind = empty();
    RulingChange first = policies(1, "v1");
    RulingChange second = policies(2, "v2");
    for (RulingBook book : List.of(ahead, behind)) {
      book.receive(first);
      book.receive(second);
    }
    ahead.decideAt(100);
    ahead.hold(100);

    RulingBook restored = RulingBook.restored(List.of(behind.memory(), ahead.memory()));

    assertThat(restored.decideAt(100).version()).isEqualTo(shipped());
    assertThat(restored.decideAt(101).version()).isEqualTo("v1");
    assertThat(restored.next()).contains(second);
    assertThat(restored.receive(second)).isEmpty();
    restored.hold(restored.latest());
    assertThat(restored.next()).isEmpty();
    assertThat(restored.decideAt(102).version()).isEqualTo("v2");
  }

  @Test
  void keepsSoManyRulingsAsMayStillDecide() {
    RulingBook book = empty();
    for (int i = 1; i <= 200; i++) {
      book.receive(policies(i, "v" + i));
      book.hold(i);
    }

    assertThat(book.memory().held()).hasSize(64);
    assertThat(book.decideAt(0).version()).isEqualTo("v137");
    assertThat(book.decideAt(201).version()).isEqualTo("v200");
  }

  @Test
  void takesWhatComesWithALowerOffsetOnlyWhereItsTopicBeginsAnew() {
    RulingBook book = empty();
    offset = 7;
    book.receive(policies(1, "v1"));
    book.hold(0);
    offset = 3;
    RulingChange again = policies(2, "v2");
    RulingChange anew = new RulingChange(3, false, true, again.record());

    assertThat(book.receive(again)).isEmpty();
    assertThat(book.next()).isEmpty();
    assertThat(book.receive(anew)).isEmpty();
    assertThat(book.next()).contains(anew);
    book.hold(0);
    RulingChange following = policies(4, "v3");
    book.receive(following);
    assertThat(book.next()).contains(following);
  }

  @Test
  void keepsTheOffsetsOfPartitionsApartAndRefusesAllButTheFirst() {
    RulingBook book = empty();
    KeyedRecord text = record("policies", "policies", POLICIES.formatted("v1"));
    KeyedRecord elsewhere =
        new KeyedRecord("policies", text.value(), new Origin("policies", 1, 900, 1_000));

    assertThat(book.receive(new RulingChange(1, false, false, elsewhere)))
        .contains("more than one partition", "give it one");
    assertThat(book.next()).isEmpty();
    assertThat(book.receive(new RulingChange(2, false, false, text))).isEmpty();
    assertThat(book.next()).isPresent();
  }

  @Test
  void tellsOfWhatWasBrokenAtAFirstStartWhenTheStreamBringsIt() {
    KeyedRecord broken = record("policies", "policies", "version: [");
    KeyedRecord good = record("policies", "policies", POLICIES.formatted("v1"));
    RulingBook book = RulingBook.first(List.of(broken, good), List.of());

    assertThat(book.receive(new RulingChange(1, false, false, broken))).contains("not valid YAML");
    assertThat(book.receive(new RulingChange(2, false, false, good))).isEmpty();
    assertThat(book.next()).isEmpty();
    assertThat(book.decideAt(5).version()).isEqualTo("v1");
  }

  @Test
  void letsGoOfAChangeOutOfACheckpointThatIsSoundNoMore() {
    RulingBook book = empty();
    book.receive(policies(1, "v1"));
    book.hold(0);
    RulingMemory good = book.memory();
    RulingChange broken =
        new RulingChange(2, true, false, record("approvals", "a-1", "id: &a [[*a]]"));
    RulingBook restored =
        RulingBook.restored(
            List.of(new RulingMemory(good.latest(), good.held(), List.of(broken), good.read())));

    assertThat(restored.next()).contains(broken);
    assertThat(restored.hold(10)).isNotEmpty();
    assertThat(restored.next()).isEmpty();
    assertThat(restored.decideAt(11).version()).isEqualTo("v1");
    assertThat(restored.unreadable()).isEmpty();
  }

  @Test
  void quarantinesAllWhereThePoliciesOutOfACheckpointCannotBeRead() {
    byte[] broken = "version: [".getBytes(UTF_8);
    RulingSnapshot snapshot = new RulingSnapshot(4, 100, broken, Map.of("a-1", broken));
    RulingBook restored =
        RulingBook.restored(
            List.of(
                new RulingMemory(
                    500, List.of(RulingSnapshot.SHIPPED, snapshot), List.of(), Map.of())));

    assertThat(restored.decideAt(99).version()).isEqualTo(shipped());
    assertThat(restored.decideAt(100).version()).isEqualTo(Policies.denying().version());
    assertThat(restored.unreadable())
        .contains("1 approval(s)", "renew them", "all is quarantined: write them anew");
    restored.receive(policies(5, "v5"));
    assertThat(restored.hold(500)).isEmpty();
    assertThat(restored.decideAt(501).version()).isEqualTo("v5");
  }
}
