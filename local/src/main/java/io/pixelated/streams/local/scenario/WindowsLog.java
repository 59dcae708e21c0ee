package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One record of a Windows event log, in the shape that the workstation's agent ships: flat, or
 * nested as {@code Event.System} and {@code Event.EventData}.
 */
final class WindowsLog {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String SYSMON = "Microsoft-Windows-Sysmon";
  private static final String SECURITY = "Microsoft-Windows-Security-Auditing";

  private final Workstation machine;
  private final int eventId;
  private final boolean sysmon;
  private final Map<String, Object> data = new LinkedHashMap<>();

  private WindowsLog(Workstation machine, int eventId, boolean sysmon) {
    this.machine = machine;
    this.eventId = eventId;
    this.sysmon = sysmon;
  }

  static WindowsLog sysmon(Workstation machine, int eventId) {
    return new WindowsLog(machine, eventId, true);
  }

  static WindowsLog security(Workstation machine, int eventId) {
    return new WindowsLog(machine, eventId, false);
  }

  WindowsLog with(String name, Object value) {
    data.put(name, value);
    return this;
  }

  void write(Scene scene, Instant time) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (sysmon) {
      values.put("RuleName", "-");
      values.put("UtcTime", UTC_TIME.format(time));
    }
    values.putAll(data);
    scene.write(
        time, machine.host(), machine.nested() ? nested(values, time, scene) : flat(values, time));
  }

  private Map<String, Object> flat(Map<String, Object> values, Instant time) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("SourceName", provider());
    record.put("Level", sysmon ? "4" : "0");
    record.put("Channel", channel());
    record.put("Hostname", machine.host());
    record.put("TimeCreated", PlatformLog.MILLIS.format(time));
    record.put("@timestamp", PlatformLog.MILLIS.format(time));
    record.put("EventID", eventId);
    record.putAll(values);
    return record;
  }

  private Map<String, Object> nested(Map<String, Object> values, Instant time, Scene scene) {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("Provider", Map.of("#attributes", Map.of("Name", provider())));
    system.put("EventID", eventId);
    system.put("Level", sysmon ? 4 : 0);
    system.put("TimeCreated", Map.of("#attributes", Map.of("SystemTime", time.toString())));
    system.put("EventRecordID", scene.dice().between(1_000, 9_000_000));
    system.put("Channel", channel());
    system.put("Computer", machine.host());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("System", system);
    event.put("EventData", values);
    return Map.of("Event", event);
  }

  private String provider() {
    return sysmon ? SYSMON : SECURITY;
  }

  private String channel() {
    return sysmon ? "Microsoft-Windows-Sysmon/Operational" : "Security";
  }
}
