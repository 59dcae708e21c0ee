package io.pixelated.streams.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * Corrects fields of a stored record, where they hold what is wrong and nowhere else. The record
 * says by which requests that was done; doing it again changes nothing.
 */
public final class Rectifier {
  private static final String TRACE = "rectified_by";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String requestId;
  private final List<Correction> corrections;

  public Rectifier(PrivacyRequest.Rectification request) {
    this.requestId = request.id();
    this.corrections = request.corrections();
  }

  /** The record with its fields corrected; the same text if there is nothing to correct. */
  public String rectify(String payload) {
    try {
      if (MAPPER.readTree(payload) instanceof ObjectNode record) {
        boolean changed = false;
        for (Correction correction : corrections) {
          changed |= correct(record, correction, 0);
        }
        if (changed) {
          record.withArray('/' + TRACE).add(requestId);
          return MAPPER.writeValueAsString(record);
        }
      }
    } catch (JsonProcessingException e) {
      // What is no JSON has no fields.
    }
    return payload;
  }

  /** Whether a record says that this request corrected it. */
  public boolean isTracedIn(String payload) {
    try {
      for (JsonNode request : MAPPER.readTree(payload).path(TRACE)) {
        if (request.asText().equals(requestId)) {
          return true;
        }
      }
    } catch (JsonProcessingException e) {
      // What is no JSON says nothing.
    }
    return false;
  }

  private static boolean correct(JsonNode node, Correction correction, int depth) {
    if (node instanceof ArrayNode elements) {
      boolean changed = false;
      for (int i = 0; i < elements.size(); i++) {
        if (isWrong(elements.get(i), correction, depth)) {
          elements.set(i, TextNode.valueOf(correction.right()));
          changed = true;
        } else {
          changed |= correct(elements.get(i), correction, depth);
        }
      }
      return changed;
    }
    if (!(node instanceof ObjectNode object) || depth == correction.path().size()) {
      return false;
    }
    String name = correction.path().get(depth);
    JsonNode member = object.get(name);
    if (member == null) {
      return false;
    }
    if (isWrong(member, correction, depth + 1)) {
      object.put(name, correction.right());
      return true;
    }
    return correct(member, correction, depth + 1);
  }

  private static boolean isWrong(JsonNode value, Correction correction, int depth) {
    return depth == correction.path().size()
        && value.isValueNode()
        && value.asText().equals(correction.wrong());
  }
}
