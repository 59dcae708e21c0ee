package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2020-09-20T16:16:09.362Z, 2020-09-20T16:16:09.362Z",
    "2020-09-20t16:16:09z, 2020-09-20T16:16:09Z",
    "2020-09-20T16:16:09.362937100Z, 2020-09-20T16:16:09.362Z",
    "2020-09-20T16:16:09.3629371234567Z, 2020-09-20T16:16:09.362Z",
    "2020-09-20 16:16:09.362 UTC, 2020-09-20T16:16:09.362Z",
    "2020-09-20T18:16:09+02:00, 2020-09-20T16:16:09Z",
    "2020-09-20T18:16:09+0200, 2020-09-20T16:16:09Z",
    "2020-09-20T18:16:09 +02, 2020-09-20T16:16:09Z",
    "2022-02-18T17:39:28.127636+00:00, 2022-02-18T17:39:28.127Z",
    "2020/09/20 16:16Z, 2020-09-20T16:16:00Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "1604994496, 2020-11-10T07:48:16Z",
    "1604994496.155, 2020-11-10T07:48:16.155Z",
    "1.604994496155E9, 2020-11-10T07:48:16.155Z",
    "1604994496155, 2020-11-10T07:48:16.155Z",
    "/Date(1604994496155)/, 2020-11-10T07:48:16.155Z",
    "1604994496155123, 2020-11-10T07:48:16.155Z",
    "1604994496155123456, 2020-11-10T07:48:16.155Z",
    "type=EXECVE msg=audit(1604994496.155:92733): argc=2, 2020-11-10T07:48:16.155Z"
  })
  void readsTimesWithTheirZone(String text, Instant expected) {
    Timestamps.Reading reading = Timestamps.read(text, ZoneId.of("Asia/Tokyo"));
    assertThat(reading.zoned()).isTrue();
    assertThat(Instant.ofEpochMilli(reading.millis())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-09-20, 2020-09-20T00:00:00Z",
    "20200920, 2020-09-20T00:00:00Z",
    "20200920T161609Z, 2020-09-20T16:16:09Z",
    "20200920T161609.250+0200, 2020-09-20T14:16:09.250Z",
    "20200920T1616, 2020-09-20T16:16:00Z",
    "2020-09-20T16:16:09, 2020-09-20T16:16:09Z",
    "1604994496155123456, 2020-11-10T07:48:16.155Z",
    "0, 1970-01-01T00:00:00Z",
    "90.5, 1970-01-01T00:01:30.500Z",
    "-1, 1969-12-31T23:59:59Z"
  })
  void readsMoreWhereATextIsKnownToBeATime(String text, Instant expected) {
    assertThat(Instant.ofEpochMilli(Timestamps.readAny(text).millis())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "never",
        "2020-13-45",
        "1.2.3",
        "12:30",
        "true",
        "999999999999999999999999"
      })
  void readsNoTimeInAnythingElse(String text) {
    assertThat(Timestamps.readAny(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-10-18 10:56:18.799, 2020-10-18T14:56:18.799Z",
    "2020-10-18  10:56:18, 2020-10-18T14:56:18Z",
    "2020-10-18T10:56:18.799, 2020-10-18T14:56:18.799Z",
    "2020-01-18 10:56:18, 2020-01-18T15:56:18Z"
  })
  void readsTimesWithoutAZoneInTheGivenOne(String text, Instant expected) {
    Timestamps.Reading reading = Timestamps.read(text, ZoneId.of("America/New_York"));
    assertThat(reading.zoned()).isFalse();
    assertThat(Instant.ofEpochMilli(reading.millis())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        " ",
        "now",
        "2020",
        "2020-13-01T00:00:00Z",
        "2020-02-30T00:00:00Z",
        "2020-01-01",
        "2020-01-01T25:00:00Z",
        "2020-01-01T10:00:61Z",
        "2020-01-01T10:00:00.Z",
        "2020-01-01T10:00:00Q",
        "2020-01-01T10:00:00+99:00",
        "-5",
        "1.2.3",
        "99999999999999999999",
        "1e999999999",
        "1e-999999999",
        "E",
        "audit(",
        "audit(:1)",
        "audit(x:1)",
        "0x5f",
        "2020-1-1 1:1:1"
      })
  void readsNothingElse(String text) {
    assertThat(Timestamps.read(text, ZoneOffset.UTC)).isNull();
  }

  @Test
  void looksAtLongTextsForAuditdsStampOnly() {
    assertThat(Timestamps.read("1".repeat(1_000_000), ZoneOffset.UTC)).isNull();
  }
}
