package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.keys.PseudonymKey;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes out of a record what its profiles do not let through. */
final class Minimiser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long HOUR_MILLIS = 3_600_000;

  private final List<Profile> profiles;
  private final PseudonymKey key;
  private final PersonalValues personal = new PersonalValues();

  private Minimiser(List<Profile> profiles, PseudonymKey key) {
    this.profiles = profiles;
    this.key = key;
  }

  /**
   * The record with less in it; empty if a personal value would remain, whatever field it is in.
   *
   * @param profiles at least one; the strictest action of all holds
   */
  static Optional<ObjectNode> minimise(ObjectNode json, List<Profile> profiles, PseudonymKey key) {
    Minimiser minimiser = new Minimiser(profiles, key);
    minimiser.collect(json, List.of());
    JsonNode kept = minimiser.keep(json, List.of());
    ObjectNode result = kept instanceof ObjectNode object ? object : NODES.objectNode();
    return minimiser.personal.remainIn(result) ? Optional.empty() : Optional.of(result);
  }

  private void collect(JsonNode node, List<String> path) {
    if (node.isContainerNode()) {
      forEachChild(node, path, this::collect);
    } else if (node.isTextual() || node.isNumber()) {
      FieldAction action = action(path);
      if (action.isPersonal()) {
        personal.add(node.asText(), substitute(node.asText(), action));
      }
    }
  }

  /** What is kept of a node; null if nothing is. */
  private JsonNode keep(JsonNode node, List<String> path) {
    if (node instanceof ObjectNode) {
      ObjectNode kept = NODES.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        JsonNode child = keep(member.getValue(), below(path, member.getKey()));
        if (child != null) {
          kept.set(member.getKey(), child);
        }
      }
      return kept.isEmpty() ? null : kept;
    }
    if (node instanceof ArrayNode) {
      ArrayNode kept = NODES.arrayNode();
      int index = 0;
      for (JsonNode element : node) {
        JsonNode child = keep(element, below(path, Integer.toString(index++)));
        if (child != null) {
          kept.add(child);
        }
      }
      return kept.isEmpty() ? null : kept;
    }
    return leaf(node, action(path));
  }

  private JsonNode leaf(JsonNode node, FieldAction action) {
    return switch (action) {
      case ERASE, DROP -> null;
      case HASH, TRUNCATE ->
          node.isNull() ? null : NODES.textNode(substitute(node.asText(), action));
      case HOUR -> hour(node);
      case REDACT -> node.isTextual() ? NODES.textNode(personal.redact(node.asText())) : null;
      case KEEP -> node;
    };
  }

  private String substitute(String value, FieldAction action) {
    Optional<String> network =
        action == FieldAction.TRUNCATE ? AddressTruncation.network(value) : Optional.empty();
    return network.orElseGet(() -> key.pseudonym(value));
  }

  /** A time that cannot be read is dropped. */
  private static JsonNode hour(JsonNode node) {
    if (node.isIntegralNumber()) {
      return NODES.numberNode(Math.floorDiv(node.asLong(), HOUR_MILLIS) * HOUR_MILLIS);
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(node.asText());
      return NODES.textNode(time.truncatedTo(ChronoUnit.HOURS).toString());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private FieldAction action(List<String> path) {
    FieldAction strictest = FieldAction.KEEP;
    for (Profile profile : profiles) {
      FieldAction action = profile.action(path);
      if (action.compareTo(strictest) < 0) {
        strictest = action;
      }
    }
    return strictest;
  }

  private interface Visitor {
    void visit(JsonNode node, List<String> path);
  }

  private static void forEachChild(JsonNode node, List<String> path, Visitor visitor) {
    if (node instanceof ObjectNode) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        visitor.visit(member.getValue(), below(path, member.getKey()));
      }
    } else {
      int index = 0;
      for (JsonNode element : node) {
        visitor.visit(element, below(path, Integer.toString(index++)));
      }
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(name.split("\\.", -1)));
    return longer;
  }
}
