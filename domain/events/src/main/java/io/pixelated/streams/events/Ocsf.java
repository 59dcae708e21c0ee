package io.pixelated.streams.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts that findings of the Open Cybersecurity Schema Framework 1.6 have in common. */
final class Ocsf {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** The field that holds what OCSF has no place for. */
  static final String EXTENSION = "pixelated";

  private static final int FINDINGS_CATEGORY = 2;
  private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t\\d{4}(?:\\.\\d{3})?)");

  private Ocsf() {}

  /**
   * The JSON in some bytes.
   *
   * @throws IOException if they hold none; the parser's message, which quotes, is not in it
   */
  static JsonNode read(byte[] json) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException("this is not JSON, from line " + line(e) + " on");
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  static ObjectNode finding(int classUid, String className, int activityId, Level severity) {
    ObjectNode finding = MAPPER.createObjectNode();
    finding.put("category_uid", FINDINGS_CATEGORY);
    finding.put("category_name", "Findings");
    finding.put("class_uid", classUid);
    finding.put("class_name", className);
    finding.put("activity_id", activityId);
    finding.put("type_uid", classUid * 100L + activityId);
    finding.put("severity_id", severity.severityId());
    finding.put("severity", caption(severity));
    return finding;
  }

  static void addMetadata(ObjectNode finding, String uid) {
    ObjectNode metadata = finding.putObject("metadata");
    metadata.put("uid", uid);
    metadata.put("version", "1.6.0");
    metadata.putObject("product").put("name", "Pixelated Streams").put("vendor_name", "Pixelated");
  }

  static ObjectNode analytic(RuleRef rule) {
    ObjectNode analytic = MAPPER.createObjectNode();
    analytic.put("type_id", 1);
    analytic.put("type", "Rule");
    analytic.put("uid", rule.id());
    analytic.put("name", rule.title());
    analytic.put("version", rule.version());
    return analytic;
  }

  static ArrayNode attacks(List<String> tags) {
    ArrayNode attacks = MAPPER.createArrayNode();
    for (String tag : tags) {
      Matcher technique = TECHNIQUE.matcher(tag.toLowerCase(Locale.ROOT));
      if (technique.matches()) {
        attacks
            .addObject()
            .putObject("technique")
            .put("uid", technique.group(1).toUpperCase(Locale.ROOT));
      } else if (tag.startsWith("attack.") && !tag.startsWith("attack.g")) {
        String name = tag.substring("attack.".length()).replace('_', '-');
        if (!name.isEmpty() && !Character.isDigit(name.charAt(name.length() - 1))) {
          attacks.addObject().putObject("tactic").put("name", name);
        }
      }
    }
    return attacks;
  }

  static ArrayNode observables(Collection<Entity> entities) {
    ArrayNode observables = MAPPER.createArrayNode();
    for (Entity entity : entities) {
      observables
          .addObject()
          .put("name", entity.type().name().toLowerCase(Locale.ROOT))
          .put("type_id", entity.type().observableTypeId())
          .put("type", entity.type().observableType())
          .put("value", entity.value());
    }
    return observables;
  }

  static void addClassification(ObjectNode extension, Classification classification) {
    ArrayNode classes = extension.putArray("data_classes");
    classification.dataClasses().forEach(c -> classes.add(c.name()));
    ArrayNode jurisdictions = extension.putArray("jurisdictions");
    classification.jurisdictions().forEach(jurisdictions::add);
  }

  /** The rule that a finding names, as far as it does. */
  static RuleRef rule(JsonNode finding) {
    JsonNode analytic = finding.at("/finding_info/analytic");
    int severity = finding.path("severity_id").asInt();
    Level level =
        Arrays.stream(Level.values())
            .filter(each -> each.severityId() == severity)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no level has severity " + severity));
    List<String> tags = new ArrayList<>();
    for (JsonNode attack : finding.at("/finding_info/attacks")) {
      String technique = attack.at("/technique/uid").asText();
      tags.add(
          "attack."
              + (technique.isEmpty()
                  ? attack.at("/tactic/name").asText()
                  : technique.toLowerCase(Locale.ROOT)));
    }
    return new RuleRef(
        analytic.path("uid").asText(),
        analytic.path("version").asText(),
        analytic.path("name").asText(),
        level,
        tags);
  }

  static List<Entity> entities(JsonNode observables) {
    List<Entity> entities = new ArrayList<>();
    for (JsonNode observable : observables) {
      entities.add(
          new Entity(
              EntityType.valueOf(observable.path("name").asText().toUpperCase(Locale.ROOT)),
              observable.path("value").asText()));
    }
    return entities;
  }

  static Classification classification(JsonNode extension) {
    return Classification.of(
        texts(extension.path("data_classes"), "").stream().map(DataClass::valueOf).toList(),
        texts(extension.path("jurisdictions"), ""));
  }

  /** What stands at {@code pointer} in each element of a list. */
  static List<String> texts(JsonNode list, String pointer) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.at(pointer).asText()));
    return texts;
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  private static String caption(Level level) {
    return level.name().charAt(0) + level.word().substring(1);
  }
}
