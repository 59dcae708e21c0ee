package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final IngestSettings SETTINGS = IngestSettings.of("test");
  private static final Instant NOW = Instant.ofEpochMilli(Events.RECORD_TIME);

  private static EventTime time(String json) {
    return EventTime.of(Events.parse(json), Events.RECORD_TIME, SETTINGS);
  }

  private static EventTime at(Instant instant) {
    return time("{'@timestamp':'" + instant + "'}");
  }

  private static EventTime event(String instant) {
    return new EventTime(Instant.parse(instant).toEpochMilli(), TimeSource.EVENT, false);
  }

  @Test
  void prefersTheZonedTimeOverTheMachinesAndNeverTakesSysmonsUtcTime() {
    assertThat(
            time(
                "{'Channel':'x','EventID':1,'EventTime':'2026-11-22 07:00:00','UtcTime':"
                    + "'2026-11-19 01:00:00.000','TimeCreated':'2026-11-22 07:00:01',"
                    + "'@timestamp':'2026-11-22T11:59:59.5Z'}"))
        .isEqualTo(event("2026-11-22T11:59:59.500Z"));
    assertThat(time("{'Channel':'x','EventID':1,'UtcTime':'2026-11-22 01:00:00.000'}"))
        .isEqualTo(new EventTime(Events.RECORD_TIME, TimeSource.RECORD, false));
  }

  @Test
  void readsNestedWindowsTime() {
    assertThat(
            time(
                "{'Event':{'System':{'EventID':1,'Channel':'x','TimeCreated':{'#attributes':"
                    + "{'SystemTime':'2026-11-22T11:00:00.123456Z'}}}}}"))
        .isEqualTo(event("2026-11-22T11:00:00.123Z"));
  }

  @Test
  void readsLocalTimesInTheConfiguredZone() {
    IngestSettings berlin =
        new IngestSettings(
            "test", Duration.ofMinutes(5), Duration.ofDays(7), ZoneId.of("Europe/Berlin"));
    for (String field : new String[] {"TimeCreated", "EventTime"}) {
      ParsedEvent event =
          Events.parse("{'Channel':'x','EventID':1,'" + field + "':'2026-11-22 12:30:00.250'}");
      assertThat(EventTime.of(event, Events.RECORD_TIME, berlin))
          .isEqualTo(
              new EventTime(
                  Instant.parse("2026-11-22T11:30:00.250Z").toEpochMilli(),
                  TimeSource.EVENT_LOCAL,
                  false));
    }
  }

  @Test
  void readsEachFormatsOwnField() {
    assertThat(
            time(
                "{'platform':'pixelated','service':'identity','ts':'2026-11-22T11:00:00.001+01:00'}"))
        .isEqualTo(event("2026-11-22T10:00:00.001Z"));
    assertThat(
            time(
                "{'eventVersion':'1','eventSource':'s','eventName':'n','eventTime':'2026-11-22T11:00:00Z',"
                    + "'@timestamp':'2026-11-22T11:30:00Z'}"))
        .isEqualTo(event("2026-11-22T11:00:00Z"));
    assertThat(
            time(
                "{'Event Type':'AwsApiCall','Event Name':'n','Event DateTime':'2026-11-22T11:00:00Z'}"))
        .isEqualTo(event("2026-11-22T11:00:00Z"));
    assertThat(time("{'type':'CWD','serial':1,'timestamp':1.795348800E9}"))
        .isEqualTo(event("2026-11-22T12:00:00Z"));
  }

  @Test
  void goesOnToTheNextFieldWhereOneCannotBeRead() {
    assertThat(
            time(
                "{'Channel':'x','EventID':1,'@timestamp':'soon','TimeCreated':'2026-11-22T11:00:00Z'}"))
        .isEqualTo(event("2026-11-22T11:00:00Z"));
    assertThat(
            time(
                "{'Channel':'x','EventID':1,'@timestamp':null,'TimeCreated':'2026-11-22T11:00:00Z'}"))
        .isEqualTo(event("2026-11-22T11:00:00Z"));
  }

  @Test
  void takesTheRecordsTimeWhereTheEventHasNone() {
    EventTime record = new EventTime(Events.RECORD_TIME, TimeSource.RECORD, false);
    assertThat(time("{'a':1}")).isEqualTo(record);
    assertThat(time("{'@timestamp':true}")).isEqualTo(record);
    assertThat(time("{'@timestamp':{'x':1}}")).isEqualTo(record);
  }

  @Test
  void believesAFewMinutesOfAFastClock() {
    Instant tolerated = NOW.plus(Duration.ofMinutes(5));
    assertThat(at(tolerated))
        .isEqualTo(new EventTime(tolerated.toEpochMilli(), TimeSource.EVENT, false));
    assertThat(at(tolerated.plusMillis(1)))
        .isEqualTo(new EventTime(Events.RECORD_TIME, TimeSource.RECORD_FOR_FUTURE, false));
    assertThat(at(Instant.parse("9999-12-31T23:59:59Z")).source())
        .isEqualTo(TimeSource.RECORD_FOR_FUTURE);
  }

  @Test
  void callsAnEventStaleFromBeforeTheTopicsRetention() {
    Instant oldest = NOW.minus(Duration.ofDays(7));
    assertThat(at(oldest).stale()).isFalse();
    assertThat(at(oldest.minusMillis(1)))
        .isEqualTo(new EventTime(oldest.toEpochMilli() - 1, TimeSource.EVENT, true));
    ParsedEvent old = Events.parse("{'@timestamp':'1999-01-01T00:00:00Z'}");
    assertThat(EventTime.of(old, Events.RECORD_TIME, SETTINGS.ofAnyAge()).stale()).isFalse();
  }

  @Test
  void judgesNothingByAMissingKafkaTimestamp() {
    ParsedEvent event = Events.parse("{'@timestamp':'2020-01-01T00:00:00Z'}");
    assertThat(EventTime.of(event, -1, SETTINGS)).isEqualTo(event("2020-01-01T00:00:00Z"));
    assertThat(EventTime.of(Events.parse("{}"), -1, SETTINGS).millis()).isZero();
  }
}
