package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnrichedJsonTest {
  private static String enriched(String json) {
    Ingest ingest = Ingest.standard(IngestSettings.of("eu-central-1"));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new String(
        ingest.enriched(ingest.describe(Events.parse(bytes), Events.record(bytes, 7))),
        StandardCharsets.UTF_8);
  }

  private static ParsedEvent read(String json) {
    return Events.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsTheEventsBytesAndAddsOneMember() {
    String event = "{ \"b\" : 1.50e1,\"a\":\"\\u00e4\u00e4\", \"x\":[ ] }";
    assertThat(enriched(event))
        .startsWith(event.substring(0, event.length() - 1) + ",\"enrichment\":{");
  }

  @Test
  void saysWhatIngestFoundOut() {
    String event =
        "{\"platform\":\"pixelated\",\"service\":\"records\",\"action\":\"read\",\"event_id\":\"1\","
            + "\"ts\":\"2026-11-22T11:59:00.123Z\",\"actor\":{\"user\":\"ana\"},"
            + "\"patient\":{\"id\":\"p-us-1\",\"state\":\"CA\"}}";
    ParsedEvent read = read(enriched(event));
    String id = Events.describe(event).id();
    assertThat(read.first("enrichment.id")).isEqualTo(id);
    assertThat(read.text(read.values("enrichment")[0]))
        .isEqualTo(
            ("{'id':'"
                    + id
                    + "','region':'eu-central-1','time':1795348740123,'time_source':'event',"
                    + "'stale':false,'source':{'format':'pixelated','product':'pixelated',"
                    + "'category':'data_access','service':'records'},"
                    + "'entities':[{'type':'user','value':'ana'}],'data_classes':['health'],"
                    + "'jurisdictions':['US','US-CA'],'origin':{'topic':'security.events.raw',"
                    + "'partition':3,'offset':7,'timestamp':1795348800000}}")
                .replace('\'', '"'));
  }

  @Test
  void completesAnEmptyObject() {
    assertThat(enriched("{}")).startsWith("{\"enrichment\":{").endsWith("}}");
    assertThat(enriched(" { \n} ")).startsWith("{ \n\"enrichment\":{").endsWith("}}");
  }

  @Test
  void renamesAnEnrichmentThatTheProducerClaims() {
    String spoofed =
        "{\"enrichment\":{\"id\":\"x\"},\"a\":{\"enrichment\":1},\"enrichm\\u0065nt\":2}";
    String enriched = enriched(spoofed);
    assertThat(enriched)
        .startsWith(
            "{\"producer_enrichment\":{\"id\":\"x\"},\"a\":{\"enrichment\":1},\"producer_enrichment\":2,"
                + "\"enrichment\":{\"id\":\"");
    ParsedEvent read = read(enriched);
    assertThat(read.first("enrichment.id")).isEqualTo(Events.describe(spoofed).id());
    assertThat(read.first("producer_enrichment.id")).isEqualTo("x");
  }

  @Test
  void leavesTheWordAloneWhereItIsNoName() {
    String event = "{\"a\":\"enrichment\",\"b\":[\"enrichment\"],\"c\":\"\\u0041\"}";
    assertThat(enriched(event))
        .startsWith(event.substring(0, event.length() - 1) + ",\"enrichment\"");
  }

  @Test
  void leavesOutAByteOrderMark() {
    assertThat(enriched("\uFEFF{\"a\":1}\n")).startsWith("{\"a\":1,\"enrichment\":{");
  }
}
