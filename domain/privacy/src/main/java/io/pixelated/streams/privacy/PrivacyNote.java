package io.pixelated.streams.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.Ids;
import java.util.Objects;

/**
 * What the audit chain is told of a request: that it came, and what became of it.
 *
 * @param region the region that was asked
 * @param requestId id of the request; or of an incident
 * @param time when it was asked for, epoch milliseconds
 * @param kind what was asked for, in one word
 * @param role in what role, in one word; empty if nobody asked
 * @param outcome what became of it, in one word
 * @param reason why; never content
 * @param subject a pseudonym that was drawn for the request
 */
public record PrivacyNote(
    String region,
    String requestId,
    long time,
    String kind,
    String role,
    String outcome,
    String reason,
    String subject) {
  public PrivacyNote {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(subject, "subject");
  }

  /** Names the note: the same for the same outcome of the same request. */
  public String id() {
    return Ids.of("privacy-note", region, requestId, kind, outcome);
  }

  /** The note as it stands in the chain: one JSON object in one line, UTF-8. */
  public byte[] toJson() {
    return Trees.bytes(tree());
  }

  /** The same with a document that belongs to it. */
  public byte[] toJson(String member, byte[] document) {
    ObjectNode node = tree();
    node.set(member, Trees.read(document));
    return Trees.bytes(node);
  }

  private ObjectNode tree() {
    return Trees.object()
        .put("id", id())
        .put("region", region)
        .put("record_kind", "privacy_" + kind)
        .put("record_id", requestId)
        .put("record_time", time)
        .put("role", role)
        .put("outcome", outcome)
        .put("reason", reason)
        .put("subject", subject);
  }
}
