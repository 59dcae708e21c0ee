package io.pixelated.streams.privacy.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** An {@link ErasureReport} as it stands on {@code privacy.erasures.done}. */
public final class ErasureReportJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ErasureReportJson() {}

  /** The report, as UTF-8 JSON; its key on the topic is the request's id. */
  public static byte[] write(ErasureReport report) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("request", report.requestId());
    node.put("job", report.job());
    node.put("stage", report.stage());
    node.put("subtask", report.subtask());
    node.put("subtasks", report.subtasks());
    node.put("cleared", report.cleared());
    node.put("event_time", report.eventTime());
    node.put("processed_at", report.processedAt());
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else; quotes nothing
   */
  public static ErasureReport read(byte[] json) throws IOException {
    JsonNode node = tree(json);
    try {
      return new ErasureReport(
          text(node, "request"),
          text(node, "job"),
          text(node, "stage"),
          (int) number(node, "subtask"),
          (int) number(node, "subtasks"),
          number(node, "cleared"),
          number(node, "event_time"),
          number(node, "processed_at"));
    } catch (IllegalArgumentException e) {
      // Its message has the numbers that were read.
      throw new IOException("no report of an erasure: it counts less than nothing, or too far");
    }
  }

  private static JsonNode tree(byte[] json) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      // The parser's message quotes.
      throw new IOException("no report of an erasure: it is not JSON");
    }
  }

  private static String text(JsonNode node, String member) throws IOException {
    if (!node.path(member).isTextual()) {
      throw new IOException("no report of an erasure: " + member + " is missing or no text");
    }
    return node.path(member).textValue();
  }

  private static long number(JsonNode node, String member) throws IOException {
    if (!node.path(member).isIntegralNumber()) {
      throw new IOException("no report of an erasure: " + member + " is missing or no number");
    }
    return node.path(member).longValue();
  }
}
