package io.pixelated.streams.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a reader of {@code security.incidents} shows of an incident.
 *
 * @param id incident id
 * @param version rises with every update
 * @param region region that raised it
 * @param status OCSF status caption
 * @param severityId OCSF severity, 1 to 5
 * @param title what happened
 * @param primary the entity it was grouped by
 * @param entities everyone and everything it is about
 * @param tactics ATT&CK tactics
 * @param techniques ATT&CK techniques
 * @param firstTime event time of its earliest evidence, epoch milliseconds
 * @param lastTime event time of its latest evidence, epoch milliseconds
 * @param evidenceCount how much evidence it has
 * @param rules titles of the rules behind its evidence
 * @param observed Kafka timestamp of the event that led to this update
 */
public record IncidentSummary(
    String id,
    long version,
    String region,
    String status,
    int severityId,
    String title,
    Entity primary,
    List<Entity> entities,
    List<String> tactics,
    List<String> techniques,
    long firstTime,
    long lastTime,
    int evidenceCount,
    List<String> rules,
    long observed) {
  public IncidentSummary {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(region, "region");
    entities = List.copyOf(entities);
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
    rules = List.copyOf(rules);
  }

  /**
   * Reads what {@link IncidentJson} wrote.
   *
   * @throws IOException if it is not such an object
   */
  public static IncidentSummary read(byte[] json) throws IOException {
    JsonNode finding = Ocsf.read(json);
    JsonNode extension = finding.path(Ocsf.EXTENSION);
    if (extension.isMissingNode()) {
      throw new IOException("not an incident of this product: no \"" + Ocsf.EXTENSION + "\"");
    }
    List<Entity> entities = new ArrayList<>();
    for (JsonNode observable : finding.path("observables")) {
      entities.add(entity(observable.path("name").asText(), observable.path("value").asText()));
    }
    List<String> tactics = new ArrayList<>();
    List<String> techniques = new ArrayList<>();
    for (JsonNode attack : finding.path("attacks")) {
      if (attack.has("tactic")) {
        tactics.add(attack.path("tactic").path("name").asText());
      } else {
        techniques.add(attack.path("technique").path("uid").asText());
      }
    }
    List<String> rules = new ArrayList<>();
    finding.path("finding_info_list").forEach(info -> rules.add(info.path("title").asText()));
    JsonNode primary = extension.path("primary");
    return new IncidentSummary(
        finding.path("metadata").path("uid").asText(),
        extension.path("version").asLong(),
        extension.path("region").asText(),
        finding.path("status").asText(),
        finding.path("severity_id").asInt(),
        finding.path("desc").asText(),
        entity(primary.path("type").asText(), primary.path("value").asText()),
        entities,
        tactics,
        techniques,
        finding.path("start_time").asLong(),
        finding.path("end_time").asLong(),
        extension.path("evidence_count").asInt(),
        rules.stream().distinct().toList(),
        extension.path("observed").asLong());
  }

  private static Entity entity(String type, String value) throws IOException {
    for (EntityType known : EntityType.values()) {
      if (known.name().equalsIgnoreCase(type)) {
        return new Entity(known, value);
      }
    }
    throw new IOException("not an entity type of this product");
  }
}
