package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.Locale;

/** What a workstation records when programs run, write, connect and touch each other. */
final class Desktop {
  static final String SYSTEM32 = "C:\\Windows\\System32\\";
  static final String POWERSHELL = SYSTEM32 + "WindowsPowerShell\\v1.0\\powershell.exe";
  static final String EXPLORER = "C:\\Windows\\explorer.exe";
  static final String WORD = "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE";

  private final Workstation machine;
  private final Scene scene;

  Desktop(Workstation machine, Scene scene) {
    this.machine = machine;
    this.scene = scene;
  }

  String user() {
    return "PIXELATED\\" + machine.user().login();
  }

  String home() {
    return "C:\\Users\\" + machine.user().login();
  }

  /** Sysmon 1 and, where the audit policy asks for it, Security 4688. */
  void process(Instant time, String image, String commandLine, String parent) {
    WindowsLog.sysmon(machine, 1)
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("Image", image)
        .with("OriginalFileName", fileName(image))
        .with("CommandLine", commandLine)
        .with("CurrentDirectory", home() + "\\")
        .with("User", user())
        .with("IntegrityLevel", "Medium")
        .with("Hashes", "SHA256=" + scene.dice().hex(64))
        .with("ParentImage", parent)
        .with("ParentCommandLine", parent)
        .write(scene, time);
    if (scene.dice().chance(0.3)) {
      WindowsLog.security(machine, 4688)
          .with("SubjectUserName", machine.user().login())
          .with("SubjectDomainName", "PIXELATED")
          .with("NewProcessId", "0x" + scene.dice().hex(4))
          .with("NewProcessName", image)
          .with("CommandLine", commandLine)
          .with("ParentProcessName", parent)
          .write(scene, time.plusMillis(3));
    }
  }

  void connection(Instant time, String image, String address, int port, String name) {
    WindowsLog.sysmon(machine, 3)
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("Image", image)
        .with("User", user())
        .with("Protocol", "tcp")
        .with("Initiated", "true")
        .with("SourceIp", machine.ip())
        .with("SourcePort", String.valueOf(scene.dice().between(49_152, 65_535)))
        .with("DestinationIp", address)
        .with("DestinationHostname", name)
        .with("DestinationPort", String.valueOf(port))
        .write(scene, time);
  }

  void library(Instant time, String image, String library, boolean signed) {
    WindowsLog.sysmon(machine, 7)
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("Image", image)
        .with("ImageLoaded", library)
        .with("Signed", String.valueOf(signed))
        .with("User", user())
        .write(scene, time);
  }

  void access(Instant time, String source, String target, String granted) {
    WindowsLog.sysmon(machine, 10)
        .with("SourceProcessGUID", guid())
        .with("SourceProcessId", processId())
        .with("SourceImage", source)
        .with("TargetImage", target)
        .with("GrantedAccess", granted)
        .with("SourceUser", user())
        .write(scene, time);
  }

  void file(Instant time, String image, String file) {
    WindowsLog.sysmon(machine, 11)
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("Image", image)
        .with("TargetFilename", file)
        .with("User", user())
        .write(scene, time);
  }

  void registry(Instant time, String image, String key, String details) {
    WindowsLog.sysmon(machine, 13)
        .with("EventType", "SetValue")
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("Image", image)
        .with("TargetObject", key)
        .with("Details", details)
        .with("User", user())
        .write(scene, time);
  }

  void dns(Instant time, String image, String name, String address) {
    WindowsLog.sysmon(machine, 22)
        .with("ProcessGuid", guid())
        .with("ProcessId", processId())
        .with("QueryName", name)
        .with("QueryStatus", "0")
        .with("QueryResults", "::ffff:" + address + ";")
        .with("Image", image)
        .with("User", user())
        .write(scene, time);
  }

  void logon(Instant time, int type) {
    WindowsLog.security(machine, 4624)
        .with("TargetUserName", machine.user().login())
        .with("TargetDomainName", "PIXELATED")
        .with("LogonType", String.valueOf(type))
        .with("IpAddress", type == 3 ? machine.ip() : "-")
        .with("WorkstationName", machine.host())
        .write(scene, time);
  }

  void failedLogon(Instant time) {
    WindowsLog.security(machine, 4625)
        .with("TargetUserName", machine.user().login())
        .with("TargetDomainName", "PIXELATED")
        .with("LogonType", "2")
        .with("Status", "0xC000006D")
        .with("SubStatus", "0xC000006A")
        .with("IpAddress", "127.0.0.1")
        .with("WorkstationName", machine.host())
        .write(scene, time);
  }

  private String guid() {
    return "{" + scene.dice().uuid().toUpperCase(Locale.ROOT) + "}";
  }

  private String processId() {
    return String.valueOf(scene.dice().between(400, 16_000));
  }

  private static String fileName(String image) {
    return image.substring(image.lastIndexOf('\\') + 1);
  }
}
