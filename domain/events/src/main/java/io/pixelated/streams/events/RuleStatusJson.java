package io.pixelated.streams.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A {@link RuleStatus} as it stands on {@code detection.rules.status}. */
public final class RuleStatusJson {
  private RuleStatusJson() {}

  /** The status, as UTF-8 JSON. */
  public static byte[] write(RuleStatus status) {
    ObjectNode node = Ocsf.MAPPER.createObjectNode();
    node.put("rule", status.key());
    node.put("version", status.version());
    node.put("state", status.state().name().toLowerCase(Locale.ROOT));
    node.put("file", status.file());
    node.put("line", status.line());
    node.put("reason", status.reason());
    return Ocsf.bytes(node);
  }
}
