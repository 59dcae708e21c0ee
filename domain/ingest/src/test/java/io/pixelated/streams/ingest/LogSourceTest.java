package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceTest {
  private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";

  private static ParsedEvent windows(String channel, int eventId, String more) {
    return Events.parse("{'Channel':'" + channel + "','EventID':" + eventId + more + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "1,process_creation",
    "2,file_change",
    "3,network_connection",
    "6,driver_load",
    "7,image_load",
    "8,create_remote_thread",
    "9,raw_access_thread",
    "10,process_access",
    "11,file_event",
    "12,registry_event",
    "13,registry_set",
    "13,registry_event",
    "14,registry_event",
    "14,registry_rename",
    "15,create_stream_hash",
    "16,sysmon_status",
    "17,pipe_created",
    "18,pipe_created",
    "19,wmi_event",
    "20,wmi_event",
    "21,wmi_event",
    "22,dns_query",
    "23,file_delete",
    "25,process_tampering",
    "26,file_delete",
    "29,file_executable_detected",
    "255,sysmon_error"
  })
  void knowsSysmonsEvents(int eventId, String category) {
    ParsedEvent flat = windows(SYSMON, eventId, "");
    assertThat(flat.belongsTo("windows", category, null)).isTrue();
    assertThat(flat.belongsTo("windows", null, "sysmon")).isTrue();
    ParsedEvent nested =
        Events.parse(
            "{'Event':{'System':{'EventID':'" + eventId + "','Channel':'" + SYSMON + "'}}}");
    assertThat(nested.belongsTo("windows", category, "sysmon")).isTrue();
    assertThat(nested.belongsTo("linux", category, null)).isFalse();
  }

  @Test
  void tellsWhatHappenedToARegistryKey() {
    ParsedEvent added = windows(SYSMON, 12, ",'EventType':'CreateKey'");
    assertThat(added.belongsTo("windows", "registry_add", null)).isTrue();
    assertThat(added.belongsTo("windows", "registry_event", null)).isTrue();
    assertThat(added.belongsTo("windows", "registry_delete", null)).isFalse();
    ParsedEvent deleted =
        windows(SYSMON, 12, ",'EventType':'INFO','Message':'x EventType: DeleteValue y'");
    assertThat(deleted.belongsTo("windows", "registry_delete", null)).isTrue();
    assertThat(deleted.belongsTo("windows", "registry_add", null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Security,security",
    "security,security",
    "SYSTEM,system",
    "Windows PowerShell,powershell-classic",
    "Microsoft-Windows-TaskScheduler/Operational,taskscheduler",
    "microsoft-windows-wmi-activity/operational,wmi",
    "DNS Server,dns-server",
    "Microsoft-Windows-NTLM/Operational,ntlm",
    "Microsoft-Windows-Bits-Client/Operational,bits-client",
    "Microsoft-Windows-CodeIntegrity/Operational,codeintegrity-operational",
    "Microsoft-Windows-AppLocker/EXE and DLL,applocker",
    "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall,firewall-as",
    "Microsoft-Windows-Windows Defender/Operational,windefend"
  })
  void knowsWindowsChannelsInAnyCase(String channel, String service) {
    assertThat(windows(channel, 1, "").belongsTo("windows", null, service)).isTrue();
  }

  @Test
  void servesACategoryAndAServiceAtOnce() {
    ParsedEvent event = windows("Security", 4688, "");
    assertThat(event.belongsTo("windows", "process_creation", null)).isTrue();
    assertThat(event.belongsTo("windows", null, "security")).isTrue();
    assertThat(event.belongsTo(null, null, null)).isTrue();
    assertThat(event.belongsTo("windows", "process_creation", "sysmon")).isFalse();
    assertThat(windows("Security", 4689, "").belongsTo(null, "process_creation", null)).isFalse();
    assertThat(windows("System", 4688, "").belongsTo(null, "process_creation", null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft-Windows-PowerShell/Operational,4104,ps_script",
    "Microsoft-Windows-PowerShell/Operational,4103,ps_module",
    "Windows PowerShell,400,ps_classic_start",
    "Windows PowerShell,600,ps_classic_provider_start"
  })
  void knowsPowerShellsEvents(String channel, int eventId, String category) {
    assertThat(windows(channel, eventId, "").belongsTo("windows", category, null)).isTrue();
  }

  @Test
  void knowsSysmonForLinux() {
    ParsedEvent event = windows("Linux-Sysmon/Operational", 1, "");
    assertThat(event.belongsTo("linux", "process_creation", null)).isTrue();
    assertThat(event.belongsTo("windows", null, null)).isFalse();
  }

  @Test
  void knowsAuditdInItsShapes() {
    for (String text :
        List.of(
            "{'type':'PATH','msg':'audit(1604994496.155:92733)','name':'/x'}",
            "{'_raw':'type=PATH msg=audit(1604994496.155:92733): item=0','type':'PATH'}",
            "{'type':'PROCTITLE','serial':1,'timestamp':1604994496.155}",
            "{'auditd':{'log':{'record_type':'PATH'}},'ecs.version':'8'}")) {
      ParsedEvent event = Events.parse(text);
      assertThat(event.belongsTo("linux", null, "auditd")).as(text).isTrue();
      assertThat(event.belongsTo("linux", "process_creation", null)).as(text).isFalse();
    }
    assertThat(
            Events.parse("{'type':'EXECVE','serial':1,'a0':'x'}")
                .belongsTo("linux", "process_creation", null))
        .isTrue();
  }

  @Test
  void knowsCloudTrailInItsShapes() {
    for (String text :
        List.of(
            "{'eventVersion':'1.08','eventSource':'s3.amazonaws.com','eventName':'GetObject'}",
            "{'Event Type':'AwsApiCall','Event Name':'ListObjects'}",
            "{'aws':{'cloudtrail':{'event_version':'1.08'}},'event':{'action':'GetObject'}}")) {
      ParsedEvent event = Events.parse(text);
      assertThat(event.belongsTo("aws", null, "cloudtrail")).as(text).isTrue();
      assertThat(event.first("eventName")).as(text).isIn("GetObject", "ListObjects");
    }
  }

  @Test
  void knowsEcsByItsCategories() {
    assertThat(
            ecs("'event.category':['web'],'event.dataset':'proxy.access'")
                .belongsTo(null, "proxy", null))
        .isTrue();
    assertThat(ecs("'event':{'category':['network','web']}").belongsTo(null, "proxy", null))
        .isTrue();
    assertThat(
            ecs("'event':{'category':'web','dataset':'nginx.access'}")
                .belongsTo(null, "webserver", null))
        .isTrue();
    assertThat(
            ecs("'event':{'category':'web','dataset':'nginx.access'}")
                .belongsTo(null, null, "nginx"))
        .isTrue();
    assertThat(ecs("'event':{'category':'web'}").belongsTo(null, "proxy", null)).isFalse();
    assertThat(ecs("'dns.question.name':'x'").belongsTo(null, "dns", null)).isTrue();
    ParsedEvent process =
        ecs("'event':{'category':['process'],'type':['start']},'host':{'os':{'type':'macos'}}");
    assertThat(process.belongsTo("macos", "process_creation", null)).isTrue();
  }

  private static ParsedEvent ecs(String fields) {
    return Events.parse("{'ecs.version':'8.17.0'," + fields + "}");
  }

  @Test
  void knowsZeek() {
    assertThat(
            Events.parse("{'_path':'dns','ts':1.5,'uid':'C','query':'q'}")
                .belongsTo("zeek", null, "dns"))
        .isTrue();
    assertThat(
            Events.parse("{'_path':'dns','ts':1.5,'uid':'C','query':'q'}")
                .belongsTo(null, "dns", null))
        .isTrue();
    assertThat(
            Events.parse("{'_path':'smb_files','ts':1.5,'uid':'C'}")
                .belongsTo("zeek", null, "smb_files"))
        .isTrue();
  }

  @Test
  void knowsThePlatformsOwnLogs() {
    ParsedEvent event =
        Events.parse(
            "{'platform':'pixelated','service':'identity','action':'login','category':'x'}");
    assertThat(event.belongsTo("pixelated", "authentication", "identity")).isTrue();
    assertThat(event.belongsTo("pixelated", "x", null)).isFalse();
  }

  @Test
  void takesAnEventAtItsWord() {
    ParsedEvent declared = Events.parse("{'product':'Okta','service':'okta','eventType':'e'}");
    assertThat(declared.belongsTo("okta", null, "okta")).isTrue();
    ParsedEvent inside = Events.parse("{'logsource':{'category':'proxy'},'c-uri':'/'}");
    assertThat(inside.belongsTo(null, "proxy", null)).isTrue();
    assertThat(inside.belongsTo("windows", null, null)).isFalse();
    ParsedEvent bare = Events.parse("{'category':'webserver','cs-method':'GET'}");
    assertThat(bare.belongsTo(null, "webserver", null)).isTrue();
  }

  @Test
  void addsToADeclarationWhatTheShapeSaysIfTheyAgree() {
    ParsedEvent agreeing = windows(SYSMON, 1, ",'product':'windows','service':'mine'");
    assertThat(agreeing.belongsTo("windows", "process_creation", "mine")).isTrue();
    assertThat(agreeing.belongsTo("windows", null, "sysmon")).isTrue();
    ParsedEvent contradicting =
        windows(SYSMON, 1, ",'product':'macos','category':'process_creation'");
    assertThat(contradicting.belongsTo("macos", "process_creation", null)).isTrue();
    assertThat(contradicting.belongsTo(null, null, "sysmon")).isFalse();
  }

  @Test
  void doesNotTakeCommonNamesForADeclaration() {
    ParsedEvent event = windows("Security", 4769, ",'service':'krbtgt','category':'Logon'");
    assertThat(event.belongsTo(null, null, "krbtgt")).isFalse();
    ParsedEvent number = Events.parse("{'product':7,'category':['a']}");
    assertThat(number.source().product()).isEmpty();
  }

  @Test
  void sharesTheInstanceOfEqualLogSources() {
    Set<Integer> instances = new HashSet<>();
    EventParser parser = EventParser.standard();
    for (int i = 0; i < 10; i++) {
      byte[] json = Events.json("{'Channel':'Security','EventID':4624,'n':" + i + "}");
      ParsedEvent event = ((ParseResult.Parsed) parser.parse(json)).event();
      instances.add(System.identityHashCode(event.logSource()));
    }
    assertThat(instances).hasSize(1);
  }

  @Test
  void sendsWhatNothingKnowsToNoLogSource() {
    ParsedEvent event = Events.parse("{'a':1}");
    assertThat(event.source().format()).isEqualTo("other");
    assertThat(event.source().product()).isEmpty();
    assertThat(event.belongsTo("windows", null, null)).isFalse();
  }
}
