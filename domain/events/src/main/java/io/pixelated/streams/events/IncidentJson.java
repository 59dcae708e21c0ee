package io.pixelated.streams.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.TreeMap;

/** An {@link Incident} as an OCSF Incident Finding (class 2005). */
public final class IncidentJson {
  private static final int CLASS_UID = 2005;

  private IncidentJson() {}

  /** The finding, as UTF-8 JSON. */
  public static byte[] write(Incident incident) {
    ObjectNode finding =
        Ocsf.finding(
            CLASS_UID, "Incident Finding", incident.change().activityId(), incident.severity());
    finding.put("time", incident.lastTime());
    finding.put("start_time", incident.firstTime());
    finding.put("end_time", incident.lastTime());
    finding.put("status_id", incident.status().statusId());
    finding.put("status", incident.status().caption());
    finding.put("desc", incident.title());
    Ocsf.addMetadata(finding, incident.id());
    ArrayNode attacks = finding.putArray("attacks");
    incident.tactics().forEach(t -> attacks.addObject().putObject("tactic").put("name", t));
    incident.techniques().forEach(t -> attacks.addObject().putObject("technique").put("uid", t));
    ArrayNode findings = finding.putArray("finding_info_list");
    for (Evidence evidence : incident.evidence()) {
      ObjectNode info = findings.addObject();
      info.put("uid", evidence.id());
      info.put("title", evidence.rule().title());
      info.put("created_time", evidence.time());
      info.put("first_seen_time", evidence.from());
      info.put("last_seen_time", evidence.time());
      info.set("analytic", Ocsf.analytic(evidence.rule()));
      info.put("kind", evidence.kind().name().toLowerCase(Locale.ROOT));
      info.put("provisional", evidence.provisional());
      ArrayNode events = info.putArray("related_events");
      evidence.eventIds().forEach(id -> events.addObject().put("uid", id));
      info.put("severity", evidence.rule().level().word());
      info.set("attacks", Ocsf.attacks(evidence.rule().tags()));
      info.set("observables", Ocsf.observables(evidence.entities()));
      ObjectNode why = info.putObject("why");
      new TreeMap<>(evidence.why()).forEach(why::put);
      if (evidence.kind() == Evidence.Kind.ALERT) {
        info.put("count", new BigDecimal(evidence.count()));
        info.put("suppressed", evidence.suppressed());
      }
    }
    finding.set("observables", Ocsf.observables(incident.entities()));
    ObjectNode extension = finding.putObject(Ocsf.EXTENSION);
    extension.put("region", incident.region());
    extension.put("version", incident.version());
    extension.put("change", incident.change().name().toLowerCase(Locale.ROOT));
    extension.put("merged_into", incident.mergedInto());
    extension.put("risk", Math.round(incident.risk() * 10) / 10.0);
    extension.put("evidence_count", incident.evidenceCount());
    extension.put("observed", incident.observed());
    extension
        .putObject("primary")
        .put("type", incident.primary().type().name())
        .put("value", incident.primary().value());
    Ocsf.addClassification(extension, incident.classification());
    return Ocsf.bytes(finding);
  }
}
