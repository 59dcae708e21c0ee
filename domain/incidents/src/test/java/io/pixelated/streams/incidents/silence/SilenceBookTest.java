package io.pixelated.streams.incidents.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.silence.SilenceBook.Opinion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceBookTest {
  private static final String WINDOW =
      "'startsAt':'2026-11-22T10:00:00Z','endsAt':'2026-11-22T12:00:00+00:00',"
          + "'createdBy':'ana','comment':'scan'";

  private final SilenceBook book = new SilenceBook();

  @Test
  void silencesWhatAllMatchersFitWithinItsTime() {
    put("s1", "{'matchers':[" + is("rule", "scan") + "," + is("address", "10.1.1.1") + "],%s}");

    assertThat(at("09:59:59.999").silencedBy()).isNull();
    assertThat(at("10:00:00").silencedBy()).extracting(Hush::id).isEqualTo("s1");
    assertThat(at("11:59:59.999").silencedBy()).isNotNull();
    assertThat(at("12:00:00").silencedBy()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule|scan|false|true|true",
        "rule|sca|false|true|false",
        "rule|sca|true|true|false",
        "rule|sca.|true|true|true",
        "rule|scan|false|false|false",
        "rule|other|false|false|true",
        "address|10\\.2\\..*|true|true|true",
        "address|10.1.1.1|false|false|false",
        "level|high|false|true|true",
        "tag|attack\\.t1046|true|true|true",
        "product|linux|false|true|true",
        "user|.+|true|false|true",
        "user|.+|true|true|false",
        "kind|detection|false|true|true",
      })
  void matchesAsAlertmanagerDoes(
      String name, String value, boolean isRegex, boolean isEqual, boolean fits) {
    Matcher matcher = new Matcher(name, value, isRegex, isEqual);

    assertThat(matcher.test().fits(finding("d1", at(0)).valuesByLabel())).isEqualTo(fits);
  }

  @Test
  void aTombstoneEndsASilenceAndANewRecordReplacesIt() {
    put("s1", "{'matchers':[" + is("rule", "scan") + "],%s}");
    put("s1", "{'matchers':[" + is("rule", "other") + "],%s}");
    assertThat(at("10:30:00").silencedBy()).isNull();
    put("s2", "{'matchers':[" + is("rule", "scan") + "],%s}");
    assertThat(at("10:30:00").silencedBy()).isNotNull();
    book.remove("s2");
    assertThat(at("10:30:00").silencedBy()).isNull();
  }

  @Test
  void tellsAllThatIsWrongWithARecordAndNothingOfItsContent() {
    String json =
        "{'matchers':[{'name':'rule','value':'secret(','isRegex':true}],'startsAt':'noon',"
            + "'endsAt':'2026-11-22T10:00:00Z','until':1}";

    assertThatThrownBy(() -> put("s1", json))
        .hasMessageContaining("matchers[0].value is no regular expression of RE2")
        .hasMessageContaining("startsAt is no time: give one such as 2026-11-22T10:00:00Z")
        .hasMessageContaining("has a member that is not known: use [comment, createdBy, endsAt")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> put("s1", "[]")).hasMessage("the record is no JSON object");
    assertThatThrownBy(() -> put("s1", "{"))
        .hasMessage("the record is not JSON, is nested too deep, or names a member twice, line 1");
  }

  @Test
  void refusesASilenceOfEverything() {
    for (String matcher : List.of(is("user", ""), "{'name':'user','value':'.*','isRegex':true}")) {
      assertThatThrownBy(() -> put("s1", "{'matchers':[" + matcher + "],%s}"))
          .hasMessageContaining("matchers has none that asks for a value");
    }
    assertThatThrownBy(() -> put("s1", "{'matchers':[],%s}"))
        .hasMessageContaining("matchers has none that asks for a value");
  }

  @Test
  void claimsOfSourceAndTargetMeetWhereEqualLabelsAre() {
    put(
        "i1",
        "{'sourceMatchers':["
            + is("rule", "outage")
            + "],'targetMatchers':["
            + is("rule", "scan")
            + "],'equal':['address'],'activeFor':'PT30M'}");

    Claim target = book.of(finding("d1", at(0))).targets().get(0);
    Claim source = book.of(finding("outage", "a1", "10.1.1.1", at(0))).sources().get(0);
    Claim elsewhere = book.of(finding("outage", "a1", "10.9.9.9", at(0))).sources().get(0);

    assertThat(target.key()).isNotEqualTo(elsewhere.key());
    assertThat(target.activeMillis()).isEqualTo(30 * 60_000);
    assertThat(source.inhibition()).isEqualTo("i1");
  }

  private Opinion at(String time) {
    return book.of(finding("d1", Instant.parse("2026-11-22T" + time + "Z").toEpochMilli()));
  }

  private static long at(int minute) {
    return Instant.parse("2026-11-22T10:00:00Z").toEpochMilli() + minute * 60_000L;
  }

  private void put(String id, String json) {
    byte[] bytes = json.formatted(WINDOW).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    book.put(HushReader.read(id, bytes));
  }

  private static String is(String name, String value) {
    return "{'name':'" + name + "','value':'" + value + "'}";
  }

  static Finding finding(String id, long time) {
    return finding("scan", id, "10.1.1.1", time);
  }

  static Finding finding(String rule, String id, String address, long time) {
    RuleRef ref = new RuleRef(rule, "v1", "Title", Level.HIGH, List.of("attack.t1046"));
    Entity entity = new Entity(EntityType.ADDRESS, address);
    Evidence evidence =
        new Evidence(
            id,
            Evidence.Kind.DETECTION,
            ref,
            time,
            time,
            false,
            Map.of(),
            "1",
            0,
            List.of("e1"),
            List.of(entity),
            Classification.UNKNOWN,
            time);
    Signal signal = new Signal(evidence, AlertState.FINAL, true, entity, List.of(entity));
    return Finding.of(
        signal,
        Map.of(
            "rule", List.of(rule),
            "level", List.of("high"),
            "tag", ref.tags(),
            "kind", List.of("detection"),
            "product", List.of("linux"),
            "address", List.of(address, "10.2.0.1")));
  }
}
