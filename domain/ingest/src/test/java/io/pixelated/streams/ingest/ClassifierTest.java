package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Classification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final Classifier CLASSIFIER = Classifier.standard();

  private static String of(String json) {
    Classification found = CLASSIFIER.of(Events.parse(json));
    return found.dataClasses() + " " + found.jurisdictions();
  }

  private static String platform(String service, String more) {
    return of("{'platform':'pixelated','service':'" + service + "'" + more + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "p-eu-1,EU",
    "p-us-1,US",
    "p-sg-1,SG",
    "p-jp-1,JP",
    "P-EU-1,EU",
    "p-xx-1,UNKNOWN",
    "7,UNKNOWN"
  })
  void findsAPatientInTheDirectoryOfTheirId(String patient, String jurisdiction) {
    for (String service : new String[] {"records", "messaging"}) {
      assertThat(platform(service, ",'patient.id':'" + patient + "'"))
          .isEqualTo("[HEALTH] [" + jurisdiction + "]");
      assertThat(platform(service, ",'patient':{'id':'" + patient + "'}"))
          .isEqualTo("[HEALTH] [" + jurisdiction + "]");
    }
  }

  @Test
  void addsAStatesLawToTheCountrys() {
    assertThat(platform("records", ",'patient':{'id':'p-us-1','state':'CA'}"))
        .isEqualTo("[HEALTH] [US, US-CA]");
    assertThat(platform("records", ",'record':{'count':9},'patient.state':'tx'"))
        .isEqualTo("[HEALTH] [US, US-TX]");
    assertThat(platform("records", ",'patient':{'id':'p-us-1','state':'??'}"))
        .isEqualTo("[HEALTH] [US]");
  }

  @Test
  void doesNotGuessWhoseRecordsSeveralAre() {
    assertThat(platform("records", ",'action':'export','record.count':900,'source.country':'DE'"))
        .isEqualTo("[HEALTH] [UNKNOWN]");
  }

  @ParameterizedTest
  @CsvSource({"eu.ana.keller,EU", "US.bo,US", "nobody,UNKNOWN", "euana,UNKNOWN"})
  void findsAPatientByTheirLoginName(String login, String jurisdiction) {
    assertThat(platform("identity", ",'actor':{'user':'" + login + "','type':'patient'}"))
        .isEqualTo("[PERSONAL] [" + jurisdiction + "]");
  }

  @Test
  void callsStaffOperational() {
    assertThat(platform("identity", ",'actor':{'user':'ana.keller','type':'clinician'}"))
        .isEqualTo("[OPERATIONAL] []");
    assertThat(platform("gateway", ",'actor':{'user':'svc-billing','type':'service'}"))
        .isEqualTo("[OPERATIONAL] []");
    for (String service : new String[] {"admin", "edge", "batch"}) {
      assertThat(platform(service, "")).isEqualTo("[OPERATIONAL] []");
    }
  }

  @Test
  void findsAPatientWhereverTheyTurnUp() {
    assertThat(platform("admin", ",'target.user':'jp.yuki'"))
        .isEqualTo("[OPERATIONAL, PERSONAL] [JP]");
    assertThat(
            platform(
                "gateway",
                ",'actor':{'user':'a.b','type':'clinician'},'http.path':'/v1/p-sg-1/notes'"))
        .isEqualTo("[OPERATIONAL, HEALTH] [SG]");
    assertThat(of("{'Channel':'Security','EventID':4624,'TargetUserName':'eu.ana'}"))
        .isEqualTo("[OPERATIONAL, PERSONAL] [EU]");
    assertThat(of("{'anything':1,'patient':{'id':'p-eu-1'}}")).isEqualTo("[HEALTH] [EU]");
  }

  @Test
  void knowsAnonymousVisitorsByTheirCountryOnly() {
    assertThat(platform("identity", ",'source':{'ip':'203.0.113.9','country':'DE'}"))
        .isEqualTo("[PERSONAL] [EU]");
    assertThat(platform("identity", ",'source':{'ip':'203.0.113.9','country':'KP'}"))
        .isEqualTo("[PERSONAL] [UNKNOWN]");
    assertThat(of("{'ecs.version':'8','event.category':'web','client.geo.country_iso_code':'JP'}"))
        .isEqualTo("[PERSONAL] [JP]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Channel':'Security','EventID':4624,'TargetUserName':'ana'}",
        "{'Event':{'System':{'EventID':1,'Channel':'x'}}}",
        "{'type':'CWD','serial':1}",
        "{'eventVersion':'1','eventSource':'s','eventName':'n'}",
        "{'ecs.version':'8','event.category':'web','event.dataset':'proxy.access','user.name':'ana'}"
      })
  void callsTelemetryOfMachinesOperational(String json) {
    assertThat(of(json)).isEqualTo("[OPERATIONAL] []");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1}",
        "{}",
        "{'platform':'pixelated','service':'brand-new'}",
        "{'data_class':'OPERATIONAL','jurisdiction':'US'}",
        "{'enrichment':{'data_classes':['operational'],'jurisdictions':[]}}",
        "{'product':'windows','service':'security','category':'process_creation'}",
        "{'platform':'pixelated','service':'identity','actor':{'user':'x','type':'robot'}}"
      })
  void leavesUnknownWhatNoRuleSpeaksOf(String json) {
    assertThat(CLASSIFIER.of(Events.parse(json))).isEqualTo(Classification.UNKNOWN);
  }
}
