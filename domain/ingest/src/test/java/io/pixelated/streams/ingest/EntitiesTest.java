package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {
  private static final Entities ENTITIES = Entities.standard();

  private static List<String> of(String json) {
    return ENTITIES.of(Events.parse(json)).stream()
        .map((Entity entity) -> entity.type() + " " + entity.value())
        .toList();
  }

  private static List<String> windows(String fields) {
    return of("{'Channel':'Security','EventID':4624,'Hostname':'WS1.corp.example'" + fields + "}");
  }

  @Test
  void namesAUserWithoutTheDomain() {
    assertThat(windows(",'User':'CORP\\\\Ana.Keller'"))
        .containsExactly("USER ana.keller", "HOST ws1");
    assertThat(windows(",'TargetUserName':'Ana.Keller@CORP.EXAMPLE'"))
        .containsExactly("USER ana.keller", "HOST ws1");
  }

  @Test
  void namesAccountsThatEveryMachineHasWithTheMachine() {
    assertThat(windows(",'SubjectUserName':'Administrator'"))
        .containsExactly("USER administrator@ws1", "HOST ws1");
    assertThat(of("{'type':'CWD','serial':1,'node':'app-1.eu','AUID':'root'}"))
        .containsExactly("USER root@app-1.eu", "HOST app-1.eu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "",
        "SYSTEM",
        "LOCAL SERVICE",
        "ANONYMOUS LOGON",
        "WS1$",
        "CORP\\\\WS1$",
        "NT AUTHORITY\\\\SYSTEM",
        "NT AUTHORITY\\\\ana",
        "Window Manager\\\\DWM-1",
        "S-1-5-18",
        "(null)",
        "CORP\\\\"
      })
  void countsNobodyAsAUser(String name) {
    assertThat(windows(",'TargetUserName':'" + name + "'")).containsExactly("HOST ws1");
  }

  @Test
  void takesAddressesOfOthersOnly() {
    assertThat(windows(",'IpAddress':'::ffff:10.1.2.3'"))
        .containsExactly("HOST ws1", "ADDRESS 10.1.2.3");
    assertThat(windows(",'IpAddress':'127.0.0.1'")).containsExactly("HOST ws1");
    assertThat(windows(",'SourceIp':'10.0.0.4','DestinationIp':'10.0.0.5'"))
        .containsExactly("HOST ws1", "ADDRESS 10.0.0.4");
    assertThat(windows(",'DestinationIp':'203.0.113.9'"))
        .containsExactly("HOST ws1", "ADDRESS 203.0.113.9");
  }

  @Test
  void readsThePlatformsLogs() {
    assertThat(
            of(
                "{'platform':'pixelated','service':'identity','action':'login','host':'identity-1',"
                    + "'actor':{'user':'eu.Ana','session':'S-1','token':'T1'},'source':{'ip':'2001:DB8::0:1'}}"))
        .containsExactly("USER eu.ana", "ADDRESS 2001:db8::1", "SESSION S-1", "TOKEN T1");
    assertThat(
            of("{'platform':'pixelated','service':'edge','edge':{'node':'edge-1.eu'},'host':'x'}"))
        .containsExactly("HOST edge-1.eu");
    assertThat(of("{'platform':'pixelated','service':'batch','host':'b1'}"))
        .containsExactly("HOST b1");
  }

  @Test
  void readsCloudTrail() {
    assertThat(
            of(
                "{'eventVersion':'1','eventSource':'s','eventName':'n','sourceIPAddress':'1.2.3.4',"
                    + "'recipientAccountId':'42','userIdentity':{'userName':'Admin','accessKeyId':'AK'}}"))
        .containsExactly("USER admin@42", "ADDRESS 1.2.3.4", "TOKEN AK");
    assertThat(
            of(
                "{'eventVersion':'1','eventSource':'s','eventName':'n','sourceIPAddress':'s3.amazonaws.com',"
                    + "'userIdentity':{'sessionContext':{'sessionIssuer':{'userName':'deployer'}}}}"))
        .containsExactly("USER deployer");
  }

  @Test
  void readsEcs() {
    assertThat(
            of(
                "{'ecs.version':'8','user.name':'Ana','host.name':'WS1','source':{'ip':['10.0.0.9','::1']}}"))
        .containsExactly("USER ana", "HOST ws1", "ADDRESS 10.0.0.9");
  }

  @Test
  void isBounded() {
    StringBuilder addresses = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      addresses
          .append(i == 0 ? "" : ",")
          .append("'198.51.")
          .append(i / 250)
          .append('.')
          .append(i % 250)
          .append('\'');
    }
    assertThat(of("{'ecs.version':'8','source':{'ip':[" + addresses + "]}}")).hasSize(16);
    assertThat(windows(",'User':'" + "u".repeat(300) + "'")).containsExactly("HOST ws1");
  }
}
