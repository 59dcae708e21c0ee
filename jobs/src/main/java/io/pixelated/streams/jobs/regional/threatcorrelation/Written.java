package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.DetectionJson;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentJson;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import java.util.Objects;

/**
 * A detection or incident as JSON, made once for its topic and for the database.
 *
 * @param kind which of them it is
 * @param id its id
 * @param classification data classes and jurisdictions
 * @param time its event time, epoch milliseconds
 * @param over whether this is the last that is said under its id
 * @param json the finding, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Written(
    RecordKind kind,
    String id,
    Classification classification,
    long time,
    boolean over,
    byte[] json) {
  public Written {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(json, "json");
  }

  static Written of(Detection detection) {
    return new Written(
        RecordKind.DETECTIONS,
        detection.id(),
        detection.classification(),
        detection.time(),
        false,
        DetectionJson.write(detection));
  }

  static Written of(Incident incident) {
    boolean over =
        incident.status() == IncidentStatus.MERGED || incident.status() == IncidentStatus.WITHDRAWN;
    return new Written(
        RecordKind.INCIDENTS,
        incident.id(),
        incident.classification(),
        incident.lastTime(),
        over,
        IncidentJson.write(incident));
  }

  /** What is asked before it is stored in the region's database. */
  Request toStore(String region) {
    return Request.toStore(kind, id, classification, region, time, json);
  }
}
