package io.pixelated.streams.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An {@link Alert} as an OCSF Detection Finding (class 2004) whose analytic is a correlation. */
public final class AlertJson {
  private static final int CLASS_UID = 2004;
  private static final int CREATE = 1;
  private static final int UPDATE = 2;
  private static final int CLOSE = 3;

  private AlertJson() {}

  /** The finding, as UTF-8 JSON. */
  public static byte[] write(Alert alert) {
    RuleRef rule = alert.rule();
    int activity =
        switch (alert.state()) {
          case PROVISIONAL, FINAL -> CREATE;
          case CONFIRMED -> UPDATE;
          case WITHDRAWN, CLOSED -> CLOSE;
        };
    ObjectNode finding = Ocsf.finding(CLASS_UID, "Detection Finding", activity, rule.level());
    finding.put("time", alert.time());
    finding.put("start_time", alert.from());
    finding.put("end_time", alert.time());
    putCount(finding, alert.count());
    Ocsf.addMetadata(finding, alert.id());
    ObjectNode info = finding.putObject("finding_info");
    info.put("uid", alert.id());
    info.put("title", rule.title());
    info.set("analytic", Ocsf.analytic(rule));
    info.set("attacks", Ocsf.attacks(rule.tags()));
    ArrayNode events = info.putArray("related_events");
    alert.eventIds().forEach(id -> events.addObject().put("uid", id));
    finding.set("observables", Ocsf.observables(alert.entities()));
    ObjectNode extension = finding.putObject(Ocsf.EXTENSION);
    extension.put("region", alert.region());
    extension.put("standalone", alert.standalone());
    extension.put("state", alert.state().name().toLowerCase(Locale.ROOT));
    extension.put("generation", alert.generation());
    extension.put("value", alert.count());
    if (!alert.replaces().isEmpty()) {
      extension.put("replaces", alert.replaces());
    }
    if (alert.tied()) {
      extension.put("tied", true);
    }
    if (alert.state() == AlertState.CLOSED) {
      extension.put("suppressed", alert.suppressed());
    }
    ObjectNode group = extension.putObject("group");
    new TreeMap<>(alert.group()).forEach(group::put);
    Ocsf.addClassification(extension, alert.classification());
    return Ocsf.bytes(finding);
  }

  /**
   * Reads what {@link #write} wrote, as far as that says it: written again, it is the same. Of the
   * rule's tags it has the ATT&CK techniques and tactics; {@code observed} is the alert's time.
   *
   * @throws IOException if it is not such a finding
   */
  public static Alert read(byte[] json) throws IOException {
    JsonNode finding = Ocsf.read(json);
    JsonNode extension = finding.path(Ocsf.EXTENSION);
    try {
      Map<String, String> group = new TreeMap<>();
      extension
          .path("group")
          .properties()
          .forEach(e -> group.put(e.getKey(), e.getValue().asText()));
      return new Alert(
          finding.at("/finding_info/uid").asText(),
          Ocsf.rule(finding),
          extension.path("generation").asText(),
          AlertState.valueOf(extension.path("state").asText().toUpperCase(Locale.ROOT)),
          extension.path("region").asText(),
          finding.path("time").asLong(),
          finding.path("start_time").asLong(),
          group,
          extension.path("value").decimalValue(),
          Ocsf.texts(finding.at("/finding_info/related_events"), "/uid"),
          Ocsf.entities(finding.path("observables")),
          Ocsf.classification(extension),
          finding.path("time").asLong(),
          extension.path("standalone").asBoolean(),
          extension.path("tied").asBoolean(),
          extension.path("replaces").asText(),
          extension.path("suppressed").asLong());
    } catch (IllegalArgumentException e) {
      // Its message may quote.
      throw new IOException("not an alert as this product writes it");
    }
  }

  /** OCSF's {@code count} is an integer of at least one; a sum or an average may be neither. */
  private static void putCount(ObjectNode finding, BigDecimal count) {
    try {
      int whole = count.intValueExact();
      if (whole > 0) {
        finding.put("count", whole);
      }
    } catch (ArithmeticException notWhole) {
      finding.remove("count");
    }
  }
}
