package io.pixelated.streams.events;

import java.util.List;
import java.util.Objects;

/**
 * The rule behind a detection or an alert, as far as its readers need it.
 *
 * @param id the rule's id
 * @param version digest of the rule's text: the same rule changed is another version
 * @param title the rule's title
 * @param level the rule's level
 * @param tags Sigma tags such as {@code attack.t1110.003}
 */
public record RuleRef(String id, String version, String title, Level level, List<String> tags) {
  public RuleRef {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(level, "level");
    tags = List.copyOf(tags);
  }
}
