package io.pixelated.streams.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictObjectTest {
  @Test
  void readsWhatIsThere() {
    StrictObject object =
        read(
            """
            {"text": "a", "level": "high", "flag": false, "time": "2026-11-22T10:00:00+01:00",
             "period": "PT1M", "texts": ["b", ""], "inner": {"text": "c"}, "inners": [{"text": "d"}]}""");

    assertThat(object.text("text")).isEqualTo("a");
    assertThat(object.word("level", Level.values(), Level::word)).isEqualTo(Level.HIGH);
    assertThat(object.flag("flag", true)).isFalse();
    assertThat(object.time("time")).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(object.millis("period", 0)).isEqualTo(60_000);
    assertThat(object.texts("texts", 2)).containsExactly("b", "");
    assertThat(object.object("inner").text("text")).isEqualTo("c");
    assertThat(object.objects("inners", 1).get(0).text("text")).isEqualTo("d");
    object.refuseOthers();
    object.finish();
  }

  @Test
  void takesWhatMayBeLeftOutForItsDefault() {
    StrictObject object = read("{\"flag\": null}");

    assertThat(object.text("text", "a")).isEqualTo("a");
    assertThat(object.flag("flag", true)).isTrue();
    assertThat(object.millis("period", 7)).isEqualTo(7);
    assertThat(object.texts("texts", 2)).isEmpty();
    assertThat(object.objects("inners", 2)).isEmpty();
    object.refuseOthers();
    object.finish();
  }

  @Test
  void tellsAllThatIsWrongAtOnceAndWhere() {
    StrictObject object =
        read(
            """
            {"blank": " ", "number": 1, "level": "secret", "flag": "secret", "time": "secret",
             "period": "PT-1M", "texts": [1], "many": ["secret", "secret"], "inner": {"text": 1},
             "inners": [{}, "secret"], "secret": 1}""");

    assertThat(object.text("missing")).isEmpty();
    assertThat(object.text("blank")).isEmpty();
    assertThat(object.text("number")).isEmpty();
    assertThat(object.word("level", Level.values(), Level::word)).isNull();
    assertThat(object.flag("flag", true)).isTrue();
    assertThat(object.time("time")).isEqualTo(Instant.EPOCH);
    assertThat(object.millis("period", 7)).isEqualTo(7);
    assertThat(object.texts("texts", 1)).isEmpty();
    assertThat(object.texts("many", 1)).isEmpty();
    assertThat(object.object("inner").text("text")).isEmpty();
    assertThat(object.objects("inners", 2).get(0).text("text")).isEmpty();
    object.refuseOthers();

    assertThatThrownBy(object::finish)
        .isInstanceOf(InvalidRecordException.class)
        .hasNoCause()
        .hasMessage(
            String.join(
                "; ",
                List.of(
                    "missing is missing or blank: give a text",
                    "blank is missing or blank: give a text",
                    "number is no text of at most 2000 characters",
                    "level is none that is known: use one of"
                        + " [informational, low, medium, high, critical]",
                    "flag is neither true nor false",
                    "time is no time: give one such as 2026-11-22T10:00:00Z",
                    "period is no positive duration: give one such as PT1H",
                    "texts holds something other than texts of at most 2000 characters",
                    "many has 2 elements: give 1 at most",
                    "inner.text is no text of at most 2000 characters",
                    "inners holds something other than objects",
                    "inners[0].text is missing or blank: give a text",
                    "the record has a member that is not known: use [blank, flag, inner, inners,"
                        + " level, many, missing, number, period, texts, time]")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
        "2026-11-22T10:00:00",
        "2026-02-30T10:00:00Z"
      })
  void takesNoTimeThatNobodyCouldReckonWith(String time) {
    StrictObject object = read("{\"time\": \"" + time + "\"}");

    assertThat(object.time("time")).isEqualTo(Instant.EPOCH);
    assertThatThrownBy(object::finish).hasMessageStartingWith("time is no time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[\"secret\"]",
        "secret",
        "{} secret",
        "{\"secret\": 1, \"secret\": 2}",
        "{\"a\": [[[[[[[[[[\"secret\"]]]]]]]]]]}"
      })
  void quotesNothingOfWhatIsNoObject(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidRecordException.class)
        .hasNoCause()
        .message()
        .startsWith("the record is no")
        .doesNotContain("secret");
  }

  @Test
  void saysInWhichLineItIsNotJson() {
    assertThatThrownBy(() -> read("{\n\"a\": }")).hasMessageEndingWith(", line 2");
  }

  @Test
  void readsNothingThatIsTooLarge() {
    assertThatThrownBy(() -> StrictObject.read(new byte[(64 << 10) + 1]))
        .hasMessage("the record has 65537 bytes: give 65536 at most");
  }

  private static StrictObject read(String json) {
    return StrictObject.read(json.getBytes(UTF_8));
  }
}
