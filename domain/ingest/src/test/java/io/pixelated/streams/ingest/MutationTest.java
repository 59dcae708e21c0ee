package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that were cut, glued and damaged at random are refused or read, never more than that. */
class MutationTest {
  private static final List<byte[]> SEEDS =
      List.of(
          Events.json(
              "{'Event':{'#attributes':{'xmlns':'x'},'System':{'Provider':{'#attributes':{'Name':'P'}},"
                  + "'EventID':1,'Channel':'Microsoft-Windows-Sysmon/Operational','Computer':'c',"
                  + "'TimeCreated':{'#attributes':{'SystemTime':'2026-11-22T11:00:00.1Z'}},"
                  + "'EventRecordID':9,'Correlation':null},'EventData':{'Image':'C:\\\\a.exe',"
                  + "'User':'D\\\\u','Hashes':'MD5=1','ProcessId':3}}}"),
          Events.json(
              "{'SourceName':'S','Channel':'security','EventID':4688,'Hostname':'h','Keywords':-91873,"
                  + "'@timestamp':'2026-11-22T11:00:00.1Z','NewProcessName':'p','Message':'\u00e4\u20ac',"
                  + "'tags':['a','b'],'IpAddress':'::ffff:1.2.3.4'}"),
          Events.json(
              "{'platform':'pixelated','service':'records','action':'read','ts':'2026-11-22T11:00:00Z',"
                  + "'event_id':'e','actor':{'user':'u','type':'clinician'},'patient':{'id':'p-us-1',"
                  + "'state':'CA'},'source':{'ip':'2001:db8::1','lat':1.5e1},'care_team':true}"),
          Events.json(
              "{'eventVersion':'1','eventSource':'s','eventName':'n','eventTime':'2026-11-22T11:00:00Z',"
                  + "'userIdentity':{'type':'Root','sessionContext':{}},'requestParameters':[{'a':[1,[]]}],"
                  + "'eventID':'i','enrichment':{'id':1}}"),
          Events.json(
              "{'type':'EXECVE','serial':1,'timestamp':1.7952984E9,'argc':'2','a0':'dd','a1':'\\u0041'}"));

  private final Ingest ingest = Ingest.standard(IngestSettings.of("test"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedRecordsAreRefusedWithAReasonOrReadWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 8_000; i++) {
      byte[] bytes = mutate(SEEDS.get(random.nextInt(SEEDS.size())).clone(), random);
      RawRecord record = Events.record(bytes, i);
      if (ingest.parse(record) instanceof ParseResult.Parsed parsed) {
        read++;
        check(parsed.event(), record);
      } else {
        refused++;
        String reason = Events.reason(bytes);
        assertThat(reason).contains(";").doesNotContain("please report");
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  private void check(ParsedEvent event, RawRecord record) {
    for (int i = 0; i < event.size(); i++) {
      assertThat(event.path(i)).isNotNull();
      assertThat(event.layout().name(i)).isNotNull();
      assertThat(event.text(i)).isNotNull();
      assertThat(event.layout().values(event.path(i))).isNotNull();
    }
    SecurityEvent described = ingest.describe(event, record);
    assertThat(described.entities()).hasSizeLessThanOrEqualTo(16);
    assertThat(described.time()).isLessThanOrEqualTo(Events.RECORD_TIME + 300_000);
    ParsedEvent enriched = Events.parse(ingest.enriched(described));
    assertThat(enriched.first("enrichment.id")).isEqualTo(described.id());
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      bytes = mutateOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutateOnce(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = random.nextInt(at, bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> with(bytes, at, (byte) random.nextInt(256));
      case 2 -> with(bytes, at, (byte) "{}[]\",:\\0e-nt ".charAt(random.nextInt(14)));
      case 3 -> glue(bytes, SEEDS.get(random.nextInt(SEEDS.size())));
      case 4 -> glue(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
      default -> glue(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static byte[] glue(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
