package io.pixelated.streams.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/** A {@link Detection} as an OCSF Detection Finding (class 2004). */
public final class DetectionJson {
  private static final int CLASS_UID = 2004;
  private static final int CREATE = 1;

  private DetectionJson() {}

  /** The finding, as UTF-8 JSON. */
  public static byte[] write(Detection detection) {
    RuleRef rule = detection.rule();
    ObjectNode finding = Ocsf.finding(CLASS_UID, "Detection Finding", CREATE, rule.level());
    finding.put("time", detection.time());
    Ocsf.addMetadata(finding, detection.id());
    ObjectNode info = finding.putObject("finding_info");
    info.put("uid", detection.id());
    info.put("title", rule.title());
    info.set("analytic", Ocsf.analytic(rule));
    info.set("attacks", Ocsf.attacks(rule.tags()));
    info.putArray("related_events").addObject().put("uid", detection.eventId());
    ObjectNode evidence = finding.putArray("evidences").addObject().putObject("data");
    new TreeMap<>(detection.fields()).forEach(evidence::put);
    finding.set("observables", Ocsf.observables(detection.entities()));
    ObjectNode extension = finding.putObject(Ocsf.EXTENSION);
    extension.put("region", detection.region());
    extension.put("standalone", detection.standalone());
    extension.put("late", detection.late());
    Ocsf.addClassification(extension, detection.classification());
    extension
        .putObject("logsource")
        .put("product", detection.source().product())
        .put("category", detection.source().category())
        .put("service", detection.source().service());
    extension.put("position", detection.origin().position());
    return Ocsf.bytes(finding);
  }
}
