package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.Level;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.SourceLocation;
import io.pixelated.streams.sigma.rule.Status;
import io.pixelated.streams.sigma.yaml.YamlMap;
import java.util.Optional;

/** Reads what all rules say about themselves. */
final class MetadataParser {

  private MetadataParser() {}

  static Metadata parse(String file, YamlMap document, Problems problems) {
    Keys keys = new Keys(document, problems);
    return new Metadata(
        new SourceLocation(file, document.line()),
        keys.requiredText("title").orElse(""),
        keys.text("id"),
        keys.text("name"),
        keys.constant("level", Level.values()),
        keys.constant("status", Status.values()),
        keys.text("description"),
        keys.text("author"),
        keys.text("date"),
        keys.text("modified"),
        keys.texts("tags"),
        keys.texts("references"),
        keys.texts("falsepositives"),
        keys.texts("fields"));
  }

  /** The id or title of a document that may be broken in any way, for its rejection. */
  static String identify(YamlMap document) {
    Keys keys = new Keys(document, new Problems());
    Optional<String> id = keys.text("id");
    return id.or(() -> keys.text("title")).orElse("");
  }
}
