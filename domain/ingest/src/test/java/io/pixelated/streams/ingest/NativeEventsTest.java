package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as authors write them, and events as systems send them, meet through the pipelines. */
class NativeEventsTest {

  private static final String RULE =
      """
      title: T
      id: 11111111-2222-4333-8444-555555555555
      logsource: {%s}
      detection: {sel: {%s}, condition: sel}
      """;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          # Windows
          product: windows, category: process_creation => Image|endswith: \\calc.exe => {'Event':{'System':{'Channel':'Microsoft-Windows-Sysmon/Operational','EventID':1},'EventData':{'Image':'C:\\\\calc.exe'}}}
          product: windows, category: process_creation => Image|endswith: \\calc.exe, ParentImage|endswith: \\a.exe, CommandLine|contains: x => {'Channel':'security','EventID':'4688','NewProcessName':'C:\\\\calc.exe','ParentProcessName':'C:\\\\a.exe','CommandLine':'x'}
          product: windows, category: process_creation => Image|endswith: \\calc.exe => {'winlog':{'channel':'Security','event_id':4688},'process':{'executable':'C:\\\\calc.exe'}}
          product: windows, category: process_creation => CommandLine|contains: whoami => {'ecs':{'version':'8.0'},'host':{'os':{'type':'windows'}},'event':{'category':['process'],'type':['start']},'process':{'command_line':'whoami /all'}}
          product: windows, category: registry_set => TargetObject|endswith: \\Run, Details: x => {'Channel':'Security','EventID':4657,'OperationType':'%%1904','ObjectName':'\\\\REGISTRY\\\\MACHINE\\\\Run','NewValue':'x'}
          product: windows, category: network_connection => Image|endswith: \\nc.exe, DestinationPort: 4444 => {'Channel':'Security','EventID':5156,'Application':'\\\\device\\\\nc.exe','DestPort':'4444'}
          product: windows, category: file_access => FileName|endswith: \\Login Data => {'Channel':'Security','EventID':4663,'ObjectType':'File','ObjectName':'C:\\\\Login Data'}
          product: windows, category: file_access => FileName|endswith: \\Login Data => {'Provider_Name':'Microsoft-Windows-Kernel-File','EventID':12,'FileName':'\\\\Device\\\\Login Data'}
          product: windows, category: file_rename => TargetFilename|endswith: .locked => {'Provider_Name':'Microsoft-Windows-Kernel-File','EventID':27,'FilePath':'C:\\\\a.locked'}
          product: windows, category: file_rename => TargetFilename|endswith: .locked => {'event':{'category':'file','action':'rename'},'host.os.type':'windows','file':{'path':'C:\\\\a.locked'}}
          product: windows, category: ps_script => ScriptBlockText|contains: Invoke => {'Channel':'PowerShellCore/Operational','EventID':4104,'ScriptBlockText':'Invoke-X'}
          product: windows, category: ps_module => Payload|contains: x => {'Channel':'Microsoft-Windows-PowerShell/Operational','EventID':4103,'Payload':'x'}
          product: windows, category: ps_classic_start => Data|contains: HostVersion=2 => {'Channel':'Windows PowerShell','EventID':400,'Message':'... HostVersion=2.0'}
          product: windows, service: security => EventID: 4625 => {'Channel':'ForwardedEvents','Provider_Name':'Microsoft-Windows-Security-Auditing','EventID':4625}
          category: antivirus => Signature|contains: Mimikatz => {'Channel':'Microsoft-Windows-Windows Defender/Operational','EventID':1116,'Threat Name':'HackTool:Mimikatz'}
          product: rpc_firewall, category: application => EventLog: RPCFW, OpNum: 1 => {'Channel':'RPCFW','EventID':3,'OpNum':'1'}
          # Linux
          product: linux, category: process_creation => Image|endswith: /dd, CommandLine|contains: of=/y => {'type':'EXECVE','serial':1,'a0':'/bin/dd','a1':'if=/x','a2':'of=/y'}
          product: linux, category: process_creation => Image: /usr/bin/nc => {'type':'SYSCALL','syscall':'execve','exe':'/usr/bin/nc','serial':2}
          product: linux, service: auditd => type: PATH, name|startswith: /etc/ => {'auditd':{'log':{'record_type':'PATH','name':'/etc/shadow'}}}
          product: linux, category: process_creation => Image: /bin/sh => {'Channel':'Linux-Sysmon/Operational','EventID':1,'Image':'/bin/sh','Provider_Name':'Linux-Sysmon'}
          product: linux, service: sshd => message|contains: Bad packet => {'program':'sshd','message':'Bad packet length'}
          product: linux, service: auth => message|contains: Failed => {'process':{'name':'sudo'},'message':'Failed'}
          product: linux, service: cron => message|contains: REPLACE => {'SYSLOG_IDENTIFIER':'CRON','MESSAGE':'x','message':'REPLACE'}
          product: linux, service: auditd => '|all': [EXECVE, chmod] => {'message':'type=EXECVE msg=audit(1.2:3): argc=1 a0=chmod'}
          # web, DNS, network
          category: proxy => c-uri|contains: /gate.php, cs-method: POST => {'cs-method':'POST','c-uri':'http://a/gate.php','sc-status':200}
          category: webserver => cs-uri-query|contains: union, sc-status: 200 => {'s-ip':'10.0.0.1','cs-method':'GET','cs-uri-stem':'/a','cs-uri-query':'q=union','sc-status':'200'}
          category: webserver => cs-method: GET, cs-uri-query|contains: ../ => {'remote_addr':'1.1.1.1','request_method':'GET','request_uri':'/a?x=../','status':404}
          category: webserver => cs-user-agent|contains: sqlmap => {'event':{'dataset':'nginx.access'},'user_agent':{'original':'sqlmap/1'}}
          category: dns => query|endswith: .onion => {'_path':'dns','uid':'C1','query':'a.onion'}
          category: dns => query|endswith: .onion, record_type: A => {'dns':{'question':{'name':'a.onion','type':'A'}},'ecs.version':'1'}
          category: firewall => dst_port: 23 => {'src_ip':'1.1.1.1','dst_ip':'2.2.2.2','dst_port':23,'action':'accept'}
          category: webserver => cs-uri-query|contains: passwd => {'_path':'http','uid':'C1','method':'GET','uri':'/x?passwd'}
          product: zeek, service: smb_files => name|endswith: .exe => {'_path':'smb_files','ts':1,'name':'a.exe'}
          product: cisco, service: bgp => '|all': [neighbor, Down] => {'message':'%BGP-5-ADJCHANGE: neighbor 1.1.1.1 Down'}
          product: fortigate, service: event => action: Add, cfgpath: user.local => {'devname':'f','logid':'1','type':'event','action':'Add','cfgpath':'user.local'}
          # clouds
          product: aws, service: cloudtrail => eventName: StopLogging, eventSource: cloudtrail.amazonaws.com => {'eventVersion':'1.08','eventName':'StopLogging','eventSource':'cloudtrail.amazonaws.com'}
          product: aws, service: cloudtrail => eventName: StopLogging => {'class_uid':6003,'category_uid':6,'metadata':{'product':{'name':'CloudTrail'}},'api':{'operation':'StopLogging'}}
          product: azure, service: activitylogs => operationName: MICROSOFT.NETWORK/VPNGATEWAYS/DELETE => {'time':'2024-01-01T00:00:00Z','resourceId':'/S','operationName':'Microsoft.Network/vpnGateways/delete','category':'Administrative'}
          product: azure, service: activitylogs => operationName: MICROSOFT.NETWORK/VPNGATEWAYS/DELETE => {'records':[{'operationName':'MICROSOFT.NETWORK/VPNGATEWAYS/DELETE','category':'Administrative'}]}
          product: azure, service: signinlogs => ResultType: 50126 => {'category':'SignInLogs','operationName':'Sign-in activity','resultType':'50126'}
          product: azure, service: signinlogs => ResultType: 50126 => {'event.dataset':'azure.signinlogs','azure':{'signinlogs':{'result_type':'50126'}}}
          product: azure, service: auditlogs => properties.message: Add owner to application => {'category':'AuditLogs','operationName':'Add owner to application'}
          product: azure, service: auditlogs => OperationName: Update user, LoggedByService: Core Directory => {'activityDisplayName':'Update user','loggedByService':'Core Directory'}
          product: azure, service: riskdetection => riskEventType: leakedCredentials => {'category':'UserRiskEvents','operationName':'User Risk Detection','properties':{'riskEventType':'leakedCredentials'}}
          product: azure, service: pim => riskEventType: staleSignInAlertIncident => {'riskEventType':'staleSignInAlertIncident'}
          product: okta, service: okta => eventType: user.session.start, outcome.result: FAILURE => {'uuid':'u','eventType':'user.session.start','actor':{'alternateId':'a'},'outcome':{'result':'FAILURE'}}
          product: okta, service: okta => eventType: policy.rule.delete => {'okta':{'event_type':'policy.rule.delete','actor':{'alternate_id':'a'}}}
          product: gcp, service: gcp.audit => gcp.audit.method_name: storage.buckets.delete => {'logName':'x','protoPayload':{'methodName':'storage.buckets.delete'}}
          product: gcp, service: gcp.audit => data.protoPayload.serviceName: k8s.io => {'protoPayload':{'serviceName':'k8s.io'}}
          product: gcp, service: google_workspace.admin => eventService: admin.googleapis.com, eventName: ASSIGN_ROLE => {'protoPayload':{'serviceName':'admin.googleapis.com','metadata':{'event':[{'eventName':'ASSIGN_ROLE'}]}}}
          product: gcp, service: google_workspace.login => eventName: login_failure => {'kind':'admin#reports#activity','id':{'applicationName':'login'},'events':[{'name':'login_failure'}]}
          product: m365, service: threat_management => eventSource: SecurityComplianceCenter, eventName: Impossible travel, status: success => {'Workload':'SecurityComplianceCenter','Operation':'AlertTriggered','Name':'Impossible travel','ResultStatus':'Success'}
          product: m365, service: exchange => eventSource: Exchange, eventName: Set-Mailbox => {'eventSource':'Exchange','eventName':'Set-Mailbox','status':'success'}
          product: m365, service: audit => Operation: Set-Mailbox => {'o365':{'audit':{'Workload':'Exchange','Operation':'Set-Mailbox'}}}
          product: kubernetes, category: application, service: audit => verb: delete, objectRef.resource: events => {'kind':'Event','apiVersion':'audit.k8s.io/v1','verb':'delete','objectRef':{'resource':'events'}}
          product: kubernetes, service: audit => verb: create, apiGroup: batch => {'kubernetes':{'audit':{'apiVersion':'audit.k8s.io/v1','verb':'create','objectRef':{'apiGroup':'batch'}}}}
          product: github, service: audit => action: org.add_member => {'action':'org.add_member','actor':'a','org':'o','_document_id':'1'}
          product: bitbucket, service: audit => auditType.action: Login => {'auditType':{'action':'Login','category':'Users'}}
          product: onelogin, service: onelogin.events => event_type_id: 3 => {'event_type_id':3,'account_id':1}
          product: cisco, service: duo => event_type: authentication, reason: bypass_user => {'event_type':'authentication','reason':'bypass_user','txid':'t'}
          product: opencanary, category: application => logtype: 5005 => {'logtype':5005,'node_id':'n'}
          product: qualys => host.scan.vuln: 1 => {'host':{'scan':{'vuln':1}}}
          # schemas and what events say themselves
          product: windows, category: process_creation => CommandLine|contains: whoami, ParentImage: a => {'class_uid':1007,'activity_id':1,'device':{'os':{'type_id':100}},'process':{'cmd_line':'whoami','parent_process':{'file':{'path':'a'}}}}
          product: linux, category: file_event => TargetFilename: /etc/x => {'class_uid':1001,'activity_id':1,'device':{'os':{'type':'Linux'}},'file':{'path':'/etc/x'}}
          product: macos, category: process_creation => Image: /bin/sh => {'product':'macos','category':'process_creation','process':{'executable':'/bin/sh'}}
          product: windows, category: process_creation => Image: x => {'logsource':{'product':'windows','service':'sysmon'},'EventID':1,'Image':'x'}
          category: webserver => cs-method: GET => {'category':'webserver','cs-method':'GET','c-uri':'/x'}
          product: pixelated, category: data_access => action: export => {'platform':'pixelated','service':'records','action':'export'}
          """)
  void matchesNativeEvents(String logSource, String selection, String event) {
    String yaml = RULE.formatted(logSource, quoted(selection));
    LoadResult rules = RuleLoader.standard().read("rule.yml", yaml);
    assertThat(rules.rejections()).isEmpty();
    ParsedEvent parsed = Events.parse(event);
    assertThat(RuleSet.of(List.of((DetectionRule) rules.rules().get(0))).match(parsed))
        .as("%s, read as %s", event, parsed.logSource())
        .hasSize(1);
  }

  /** In a flow mapping a plain value may not start with some characters of these rules. */
  private static String quoted(String selection) {
    return selection.replaceAll(": (?=[^\\[])([^,]+)", ": '$1'");
  }
}
