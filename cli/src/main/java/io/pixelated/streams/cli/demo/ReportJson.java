package io.pixelated.streams.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.events.IncidentSummary;
import io.pixelated.streams.local.demo.DemoReport;
import io.pixelated.streams.local.scenario.AttackKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A demonstration's report for programs: one JSON object in one line. */
final class ReportJson {
  private ReportJson() {}

  static void write(DemoReport report, OutputStream out) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      writeAttacks(report, json);
      json.writeNumberField("incidents", report.incidents());
      json.writeArrayFieldStart("unexplained");
      for (IncidentSummary incident : report.unexplained()) {
        json.writeStartObject();
        json.writeStringField("id", incident.id());
        json.writeStringField("region", incident.region());
        json.writeStringField("entity", incident.primary().value());
        json.writeStringField("title", incident.title());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("unexplained_per_100k_benign", report.unexplainedPer100kBenign());
      json.writeObjectFieldStart("latency_ms");
      json.writeNumberField("count", report.latency().count());
      json.writeNumberField("p50", report.latency().p50());
      json.writeNumberField("p95", report.latency().p95());
      json.writeNumberField("p99", report.latency().p99());
      json.writeEndObject();
      json.writeNumberField("events", report.events());
      json.writeNumberField("events_per_second", report.eventsPerSecond());
      json.writeNumberField("detections", report.detections());
      json.writeObjectFieldStart("stored");
      json.writeNumberField("threat_events", report.stored().events());
      json.writeNumberField("detections", report.stored().detections());
      json.writeNumberField("incidents", report.stored().incidents());
      json.writeEndObject();
      json.writeNumberField("quarantined", report.quarantined());
      json.writeNumberField("dead_letters", report.deadLetters());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeAttacks(DemoReport report, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("attacks");
    json.writeNumberField("scripted", report.scripted());
    json.writeNumberField("found", report.found());
    json.writeArrayFieldStart("missed");
    for (String attack : report.missed()) {
      json.writeString(attack);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("kinds");
    for (Map.Entry<AttackKind, DemoReport.Score> kind : report.attacks().entrySet()) {
      json.writeObjectFieldStart(kind.getKey().scenarioName());
      json.writeNumberField("scripted", kind.getValue().scripted());
      json.writeNumberField("found", kind.getValue().found());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
