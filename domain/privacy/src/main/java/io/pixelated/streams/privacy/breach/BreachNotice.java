package io.pixelated.streams.privacy.breach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * That the authority was notified of a breach, or that none had to be: a record of {@code
 * soc.breach.notices} under the incident's id.
 *
 * @param notifiedAt when, epoch milliseconds
 */
public record BreachNotice(long notifiedAt) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads the value of a record: {@code {"notified_at": "2026-11-22T10:00:00Z", "reference": "…"}},
   * the reference being the authority's or that of the decision that none is due.
   *
   * @throws IOException if it is no notice; quotes nothing
   */
  public static BreachNotice read(byte[] json) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.path("notified_at").isTextual() && node.path("reference").isTextual()) {
        Instant at = OffsetDateTime.parse(node.path("notified_at").textValue()).toInstant();
        return new BreachNotice(at.toEpochMilli());
      }
    } catch (DateTimeException | JsonProcessingException e) {
      // Said below without what was read.
    }
    throw new IOException(
        "no notice: give notified_at, such as 2026-11-22T10:00:00Z, and a reference");
  }
}
