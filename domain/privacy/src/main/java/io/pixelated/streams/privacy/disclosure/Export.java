package io.pixelated.streams.privacy.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.SubjectMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer to a request for a copy: the subject's records as JSON, in parts that fit a topic,
 * each of which says which part of how many it is and what was withheld from the role that asked.
 */
public final class Export {
  /** What the documents say that they are. */
  public static final String FORMAT = "pixelated-streams subject records 1";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A part is sealed and then written in Base64. */
  private static final int LARGEST_PART = 4 << 20;

  private final PrivacyRequest request;
  private final String region;
  private final SubjectMatcher subject;
  private final List<ArrayNode> parts = new ArrayList<>();
  private final Map<String, Long> withheld = new TreeMap<>();
  private final Map<String, Long> given = new TreeMap<>();
  private int size;

  public Export(PrivacyRequest request, String region, SubjectMatcher subject) {
    this.request = request;
    this.region = region;
    this.subject = subject;
    parts.add(MAPPER.createArrayNode());
  }

  /**
   * Adds a stored record, as far as the requester's role may see it.
   *
   * @param columns of its row by name: texts, or lists of texts
   * @param classes names of the classes of data that it holds
   * @param payload the record itself, JSON
   */
  public void add(Map<String, String> columns, List<String> classes, String payload) {
    ObjectNode row = MAPPER.createObjectNode();
    new TreeMap<>(columns).forEach(row::put);
    ArrayNode held = row.putArray("data_classes");
    classes.forEach(held::add);
    row.set("payload", tree(payload));
    String table = columns.getOrDefault("table", "");
    Optional<ObjectNode> seen =
        RoleView.of(request.header().requester().role(), row, classes, subject);
    if (seen.isEmpty()) {
      withheld.merge(table, 1L, Long::sum);
      return;
    }
    given.merge(table, 1L, Long::sum);
    int bytes = seen.get().toString().length();
    if (size > 0 && size + bytes > LARGEST_PART) {
      parts.add(MAPPER.createArrayNode());
      size = 0;
    }
    parts.get(parts.size() - 1).add(seen.get());
    size += bytes;
  }

  /** How many records were given, by table. */
  public Map<String, Long> given() {
    return Collections.unmodifiableMap(given);
  }

  /** How many records the role may not see. */
  public long withheld() {
    return withheld.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The parts, each a JSON object; one with no records if there are none. */
  public List<byte[]> documents() {
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode document = MAPPER.createObjectNode();
      document.put("format", FORMAT);
      document.put("request", request.id());
      document.put("type", request.kind().word());
      document.put("region", region);
      document.put("role", request.header().requester().role().word());
      document.put("part", i + 1);
      document.put("parts", parts.size());
      ObjectNode kept = document.putObject("withheld");
      withheld.forEach(kept::put);
      document.set("records", parts.get(i));
      documents.add(bytes(document));
    }
    return documents;
  }

  private static JsonNode tree(String payload) {
    try {
      return MAPPER.readTree(payload);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(payload);
    }
  }

  private static byte[] bytes(ObjectNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }
}
