package io.pixelated.streams.privacy.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.privacy.Role;
import io.pixelated.streams.privacy.SubjectMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role sees of a stored record. Roles see no more than their work needs; what is withheld is
 * counted, so that an answer never looks whole that is not.
 */
public final class RoleView {
  /** What stands in place of somebody else's name: GDPR Art. 15(4). */
  public static final String SOMEBODY_ELSE = "[another person]";

  private static final Set<String> OF_THE_PLACE =
      Set.of("table", "id", "event_time", "region", "verdict", "verdict_id", "policy_version");

  /** Content that answers no question about an attack. */
  private static final Set<String> CONTENT = Set.of("patient", "thread", "device", "evidences");

  private RoleView() {}

  /**
   * The part of a record that a role sees; empty if none.
   *
   * @param row columns of the row, with the record itself as {@code payload}; is changed
   * @param classes names of the classes of data that it holds
   */
  public static Optional<ObjectNode> of(
      Role role, ObjectNode row, List<String> classes, SubjectMatcher subject) {
    return switch (role) {
      case PRIVACY_OFFICER -> Optional.of(row);
      case SUBJECT -> Optional.of(withoutOthers(row, subject));
      case SOC_ANALYST ->
          classes.contains(DataClass.HEALTH.name()) || classes.contains(DataClass.UNKNOWN.name())
              ? Optional.empty()
              : Optional.of(withoutContent(row));
      case AUDITOR -> Optional.of(row.retain(OF_THE_PLACE));
    };
  }

  private static ObjectNode withoutContent(ObjectNode row) {
    if (row.get("payload") instanceof ObjectNode payload) {
      payload.remove(CONTENT);
    }
    return row;
  }

  private static ObjectNode withoutOthers(ObjectNode row, SubjectMatcher subject) {
    Set<String> others =
        new TreeSet<>(
            Comparator.comparing(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    collectOthers(row.path("payload"), subject, others);
    String entity = row.path("entity").asText();
    if (entity.startsWith("user:") && !subject.isIn(entity)) {
      others.add(entity.substring("user:".length()));
    }
    if (!others.isEmpty()) {
      replace(row, others);
    }
    return row;
  }

  /** Users that the record names as such and who are not the subject. */
  private static void collectOthers(JsonNode node, SubjectMatcher subject, Set<String> others) {
    String type = node.path("name").asText(node.path("type").asText());
    JsonNode value = node.get("value");
    boolean isUser = type.equalsIgnoreCase("user") || node.path("type").asText().equals("USER");
    if (isUser && value != null && value.isTextual() && !subject.isIn(value.textValue())) {
      others.add(value.textValue());
    }
    JsonNode user = node.get("user");
    if (user != null && user.isTextual() && !subject.isIn(user.textValue())) {
      others.add(user.textValue());
    }
    node.forEach(child -> collectOthers(child, subject, others));
  }

  private static void replace(JsonNode node, Set<String> others) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        object.set(member.getKey(), replaced(member.getValue(), others));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, replaced(array.get(i), others));
      }
    }
  }

  private static JsonNode replaced(JsonNode node, Set<String> others) {
    if (!node.isTextual()) {
      replace(node, others);
      return node;
    }
    String text = node.textValue();
    for (String other : others) {
      text = text.replace(other, SOMEBODY_ELSE);
    }
    return text.equals(node.textValue()) ? node : TextNode.valueOf(text);
  }
}
