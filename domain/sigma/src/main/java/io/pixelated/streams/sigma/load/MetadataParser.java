package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.Level;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.Related;
import io.pixelated.streams.sigma.rule.SourceLocation;
import io.pixelated.streams.sigma.rule.Status;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what all rules say about themselves, and checks it against the JSON schema of Sigma. */
final class MetadataParser {

  private static final int MAX_NAME = 256;
  private static final int MAX_DESCRIPTION = 65_535;

  /** The schema's form, and with slashes, as before Sigma 2. */
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
              + "|\\d{4}/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])");

  private final YamlMap document;
  private final Keys keys;
  private final Problems problems;

  private MetadataParser(YamlMap document, Problems problems) {
    this.document = document;
    this.keys = new Keys(document, problems);
    this.problems = problems;
  }

  static Metadata parse(String file, YamlMap document, Problems problems) {
    return new MetadataParser(document, problems).parse(new SourceLocation(file, document.line()));
  }

  private Metadata parse(SourceLocation source) {
    Optional<String> title = keys.requiredText("title");
    title.ifPresent(text -> checkLength("title", text, MAX_NAME));
    return new Metadata(
        source,
        title.orElse(""),
        keys.text("id"),
        text("name", MAX_NAME),
        keys.constant("level", Level.values()),
        keys.constant("status", Status.values()),
        text("description", MAX_DESCRIPTION),
        keys.text("author"),
        date("date"),
        date("modified"),
        keys.texts("tags"),
        keys.texts("references"),
        document.has("correlation")
            ? keys.textsOrOne("falsepositives")
            : keys.texts("falsepositives"),
        keys.texts("fields"),
        related(),
        text("taxonomy", MAX_NAME),
        keys.text("license"),
        keys.texts("scope"),
        keys.flag("generate", false));
  }

  private Optional<String> text(String key, int longest) {
    Optional<String> text = keys.text(key);
    text.ifPresent(found -> checkLength(key, found, longest));
    return text;
  }

  private void checkLength(String key, String text, int longest) {
    if (text.length() > longest) {
      problems.add(
          document.lineOf(key),
          "'" + key + "' has more than " + longest + " characters; shorten it");
    }
  }

  private Optional<String> date(String key) {
    Optional<String> text = keys.text(key);
    if (text.isPresent() && !DATE.matcher(text.get()).matches()) {
      problems.add(
          document.lineOf(key),
          "'" + key + ": " + text.get() + "' is no date; write it as YYYY-MM-DD");
    }
    return text;
  }

  private List<Related> related() {
    List<Related> related = new ArrayList<>();
    for (YamlNode node : keys.list("related")) {
      if (node instanceof YamlMap map) {
        Keys item = new Keys(map, problems);
        Optional<String> id = item.requiredText("id");
        item.requiredNode("type");
        Optional<Related.Type> type = item.constant("type", Related.Type.values());
        if (id.isPresent() && type.isPresent()) {
          related.add(new Related(id.get(), type.get()));
        }
      } else {
        problems.add(
            node.line(),
            "'related' has " + node.describe() + " where a mapping with id and type is expected");
      }
    }
    return related;
  }

  /** The id or title of a document that may be broken in any way, for its rejection. */
  static String identify(YamlMap document) {
    Keys keys = new Keys(document, new Problems());
    Optional<String> id = keys.text("id");
    return id.or(() -> keys.text("title")).orElse("");
  }
}
