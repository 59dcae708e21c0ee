package io.pixelated.streams.privacy.erasure;

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
   * @throws IOException if it is something else
   */
  public static ErasureReport read(byte[] json) throws IOException {
    JsonNode node = MAPPER.readTree(json);
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
      throw new IOException("no report of an erasure: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode node, String member) {
    if (!node.path(member).isTextual()) {
      throw new IllegalArgumentException(member + " is missing or no text");
    }
    return node.path(member).textValue();
  }

  private static long number(JsonNode node, String member) {
    if (!node.path(member).isIntegralNumber()) {
      throw new IllegalArgumentException(member + " is missing or no number");
    }
    return node.path(member).longValue();
  }
}
