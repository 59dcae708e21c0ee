package io.pixelated.streams.incidents.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.Evidence;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * The mark of evidence that raised no incident because a silence or an inhibition held for it.
 *
 * @param evidence id of the detection or alert
 * @param kind which of the two it is
 * @param rule the id of its rule
 * @param time its event time, epoch milliseconds
 * @param region region whose job silenced it
 * @param by id of the silence or inhibition
 * @param inhibited whether it was an inhibition
 * @param comment why that is there
 */
public record Silenced(
    String evidence,
    Evidence.Kind kind,
    String rule,
    long time,
    String region,
    String by,
    boolean inhibited,
    String comment) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Silenced {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(comment, "comment");
  }

  /** As it stands on {@code soc.silenced}, UTF-8 JSON. */
  public byte[] toJson() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", evidence);
    node.put("kind", kind.name().toLowerCase(Locale.ROOT));
    node.put("rule", rule);
    node.put("time", Instant.ofEpochMilli(time).toString());
    node.put("region", region);
    node.put(inhibited ? "inhibited_by" : "silenced_by", by);
    node.put("comment", comment);
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  static Silenced of(Evidence evidence, String region, String by, boolean inhibited, String why) {
    return new Silenced(
        evidence.id(),
        evidence.kind(),
        evidence.rule().id(),
        evidence.time(),
        region,
        by,
        inhibited,
        why);
  }

  /** The mark of evidence that a silence holds for. */
  public static Silenced by(Hush.Silence silence, Evidence evidence, String region) {
    return of(evidence, region, silence.id(), false, silence.comment());
  }

  /** The mark of evidence that an inhibition holds for. */
  public static Silenced by(Claim claim, Evidence evidence, String region) {
    return of(evidence, region, claim.inhibition(), true, claim.comment());
  }
}
