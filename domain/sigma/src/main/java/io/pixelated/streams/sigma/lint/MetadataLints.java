package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what a rule says about itself. */
final class MetadataLints {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern OTHER_DATE = Pattern.compile("(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})");
  private static final Map<Lint, String> ALWAYS = new EnumMap<>(Lint.class);
  private static final Map<Lint, String> RULES_ONLY = new EnumMap<>(Lint.class);

  static {
    ALWAYS.put(Lint.MISSING_ID, "id");
    ALWAYS.put(Lint.MISSING_DESCRIPTION, "description");
    ALWAYS.put(Lint.MISSING_AUTHOR, "author");
    ALWAYS.put(Lint.MISSING_DATE, "date");
    RULES_ONLY.put(Lint.MISSING_STATUS, "status");
    RULES_ONLY.put(Lint.MISSING_LEVEL, "level");
    RULES_ONLY.put(Lint.MISSING_FALSEPOSITIVES, "falsepositives");
  }

  private static final Map<Lint, String> REMEDIES =
      Map.of(
          Lint.MISSING_ID, "add a random UUID, and keep it when the rule changes",
          Lint.MISSING_DESCRIPTION, "say what a match means",
          Lint.MISSING_AUTHOR, "say whom to ask",
          Lint.MISSING_DATE, "say when it was written, as YYYY-MM-DD",
          Lint.MISSING_STATUS, "add stable, test or experimental",
          Lint.MISSING_LEVEL, "add informational, low, medium, high or critical",
          Lint.MISSING_FALSEPOSITIVES, "say what else may match, or Unlikely");

  private MetadataLints() {}

  /** Adds what is wrong with a document, with the keys it has from others (action: global). */
  static void check(YamlMap document, Findings findings) {
    ALWAYS.forEach((lint, key) -> require(lint, key, document, findings));
    if (!document.has("filter")) {
      RULES_ONLY.forEach((lint, key) -> require(lint, key, document, findings));
    }
    text(document, "id")
        .filter(id -> !UUID.matcher(id).matches())
        .ifPresent(
            id ->
                findings.add(
                    Lint.ID_FORMAT,
                    document.lineOf("id"),
                    "id '" + id + "' is no UUID; ids of several authors may collide"));
    Optional<LocalDate> date = date(document, "date", findings);
    Optional<LocalDate> modified = date(document, "modified", findings);
    if (date.isPresent() && modified.isPresent() && modified.get().isBefore(date.get())) {
      findings.add(
          Lint.DATE_ORDER,
          document.lineOf("modified"),
          "modified " + modified.get() + " is before date " + date.get() + "; correct one");
    }
  }

  private static void require(Lint lint, String key, YamlMap document, Findings findings) {
    YamlNode node = document.get(key);
    boolean given =
        (node instanceof YamlScalar scalar && !scalar.isNull() && !scalar.text().isBlank())
            || (node instanceof YamlList list && !list.items().isEmpty());
    if (!given) {
      findings.add(lint, document.lineOf(key), "no " + key + "; " + REMEDIES.get(lint));
    }
  }

  private static Optional<LocalDate> date(YamlMap document, String key, Findings findings) {
    Optional<String> text = text(document, key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.get(), DateTimeFormatter.ISO_LOCAL_DATE));
    } catch (DateTimeException e) {
      findings.add(
          Lint.DATE_FORMAT,
          document.lineOf(key),
          key + " '" + text.get() + "' is not a date like YYYY-MM-DD" + meant(text.get()));
      return Optional.empty();
    }
  }

  private static String meant(String written) {
    var matcher = OTHER_DATE.matcher(written);
    if (!matcher.matches()) {
      return "";
    }
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      return "; write " + date;
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static Optional<String> text(YamlMap document, String key) {
    return document.get(key) instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
