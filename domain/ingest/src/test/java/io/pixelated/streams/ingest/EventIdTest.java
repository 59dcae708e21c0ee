package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  private static String id(String json, long offset) {
    return Events.describe(json, offset).id();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'platform':'pixelated','service':'identity','event_id':'7'}",
        "{'Event':{'System':{'EventID':1,'Channel':'S','Computer':'c','EventRecordID':7}}}",
        "{'EventID':1,'Channel':'S','Hostname':'c','RecordNumber':7}",
        "{'eventVersion':'1','eventSource':'s','eventName':'n','eventID':'7'}",
        "{'ecs.version':'8','event':{'id':'7'}}"
      })
  void isTheSameWhereverARecordWithAnIdLands(String json) {
    assertThat(id(json, 1)).isEqualTo(id(json, 2)).hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1}",
        "{'platform':'pixelated','service':'identity'}",
        "{'platform':'pixelated','service':'identity','event_id':''}",
        "{'platform':'pixelated','service':'identity','event_id':null}",
        "{'EventID':1,'Channel':'S','RecordNumber':7}"
      })
  void tellsEqualRecordsWithoutAnIdApartByTheirPosition(String json) {
    assertThat(id(json, 1)).isNotEqualTo(id(json, 2));
    assertThat(id(json, 1)).isEqualTo(id(json, 1));
  }

  @Test
  void doesNotMergeDifferentEventsOfOneProducersId() {
    String first = "{'platform':'pixelated','service':'identity','event_id':'7','action':'login'}";
    String second =
        "{'platform':'pixelated','service':'admin','event_id':'7','action':'role_grant'}";
    assertThat(id(first, 1)).isNotEqualTo(id(second, 1));
  }

  @Test
  void doesNotDependOnWhatSurroundsTheObject() {
    String json = "{'platform':'pixelated','service':'identity','event_id':'7'}";
    assertThat(id(json, 1)).isEqualTo(id(" " + json + "\r\n", 2));
  }
}
