package io.pixelated.streams.local.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeShiftTest {
  private final TimeShift anHourAndASecond = new TimeShift(Duration.ofMillis(3_601_900));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"@timestamp\":\"2020-12-31T23:30:00.123Z\"}|{\"@timestamp\":\"2021-01-01T00:30:01.123Z\"}",
        "{\"EventTime\":\"2020-09-22 14:53:01\"}|{\"EventTime\":\"2020-09-22 15:53:02\"}",
        "{\"a\":{\"b\":[\"2020-09-22T14:53:01+02:00\"]}}|{\"a\":{\"b\":[\"2020-09-22T15:53:02+02:00\"]}}",
        "{\"t\":\"2020-09-22T14:53:01.1234567Z\"}|{\"t\":\"2020-09-22T15:53:02.1234567Z\"}",
        "{\"timestamp\":1604996384.965}|{\"timestamp\":1604999985.965}",
        "{\"timestamp\":\"1604996384.965\"}|{\"timestamp\":\"1604999985.965\"}",
        "{\"time\":1604996384965}|{\"time\":1604999985965}",
        "{\"_raw\":\"type=EXECVE msg=audit(1604996384.965:9): a\"}|{\"_raw\":\"type=EXECVE msg=audit(1604999985.965:9): a\"}",
      })
  void movesEveryTimeAndKeepsItsNotation(String before, String after) {
    assertThat(shifted(before)).isEqualTo(after);
  }

  @Test
  void movesTheTimeInASysmonMessage() {
    assertThat(
            shifted(
                "{\"Message\":\"File created:\\r\\nUtcTime: 2020-09-22 18:53:01.266\\r\\nX: 1\"}"))
        .isEqualTo(
            "{\"Message\":\"File created:\\r\\nUtcTime: 2020-09-22 19:53:02.266\\r\\nX: 1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ProcessId\":1604996384,\"x\":1.50,\"y\":null,\"z\":true}",
        "{\"path\":\"C:\\\\logs\\\\2020-09-22 14:53:01.txt\"}",
        "{\"t\":\"2020-02-30T00:00:00Z\"}",
        "{\"time\":12}",
        "[\"2020-09-22T14:53:01Z\"]",
        "{\"t\":\"2020-09-22T14:53:01Z\"} {}",
        "{\"t\":\"2020-09-22T14:53:01Z\"",
        "no json",
      })
  void leavesEverythingElseAsItIs(String event) {
    assertThat(shifted(event)).isEqualTo(event);
  }

  @Test
  void leavesBytesAloneThatAreNotText() {
    byte[] event = {(byte) 0xff, 0, 1};

    assertThat(anHourAndASecond.apply(event)).isSameAs(event);
  }

  private String shifted(String event) {
    return new String(anHourAndASecond.apply(event.getBytes(UTF_8)), UTF_8);
  }
}
