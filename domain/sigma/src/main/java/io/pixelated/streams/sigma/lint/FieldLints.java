package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Looks for log sources and fields that are misspelt, or that no event has. */
final class FieldLints {

  private final KnownFields known;

  FieldLints(KnownFields known) {
    this.known = known;
  }

  /**
   * Adds what is wrong with a log source.
   *
   * @param lineOf the line of one of its keys
   */
  void checkLogSource(LogSource logSource, ToIntFunction<String> lineOf, Findings findings) {
    name("product", logSource.product(), known.products(), lineOf, findings);
    name("category", logSource.category(), known.categories(), lineOf, findings);
    name("service", logSource.service(), known.services(), lineOf, findings);
  }

  private static void name(
      String key,
      Optional<String> written,
      Set<String> names,
      ToIntFunction<String> lineOf,
      Findings findings) {
    if (written.isEmpty() || names.contains(written.get().toLowerCase(Locale.ROOT))) {
      return;
    }
    String name = written.get().toLowerCase(Locale.ROOT).replace(' ', '_');
    Optional<String> meant =
        names.stream().filter(known -> isSlip(name, known) && name.length() > 3).findFirst();
    meant.ifPresent(
        close ->
            findings.add(
                Lint.UNKNOWN_LOG_SOURCE,
                lineOf.applyAsInt(key),
                "no log source has the "
                    + key
                    + " '"
                    + written.get()
                    + "'; did you mean '"
                    + close
                    + "'?"));
  }

  void checkFields(LogSource logSource, List<DetectionItem> items, Findings findings) {
    Optional<Set<String>> fields = known.fieldsOf(logSource);
    if (fields.isEmpty()) {
      return;
    }
    Set<String> told = new HashSet<>();
    for (DetectionItem item : items) {
      String field = item.field().orElse("");
      boolean unknown =
          !field.isEmpty() && !fields.get().contains(field) && !known.isSeen(logSource, field);
      if (unknown && told.add(field)) {
        check(logSource, field, fields.get(), item.line(), findings);
      }
    }
  }

  private void check(
      LogSource logSource, String field, Set<String> fields, int line, Findings findings) {
    Optional<String> slip = fields.stream().filter(name -> isSlip(field, name)).findFirst();
    if (slip.isEmpty() && !known.isClosed(logSource)) {
      return;
    }
    Optional<String> meant = slip.or(() -> Suggestion.closest(field, fields));
    findings.add(
        Lint.UNKNOWN_FIELD,
        line,
        "events of "
            + describe(logSource)
            + " have no field '"
            + field
            + "'"
            + meant
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; remove it, or choose a log source that has it"));
  }

  private static String describe(LogSource logSource) {
    StringBuilder text = new StringBuilder();
    logSource.product().ifPresent(product -> text.append(product).append(' '));
    logSource.category().or(logSource::service).ifPresent(text::append);
    return text.toString().trim();
  }

  /** Whether the two differ in letter case alone, or by one slip of a finger. */
  private static boolean isSlip(String written, String name) {
    String a = written.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    if (a.equals(b)) {
      return true;
    }
    int longest = Math.max(a.length(), b.length());
    if (Math.abs(a.length() - b.length()) > 1 || longest < 4) {
      return false;
    }
    int start = 0;
    while (start < a.length() && start < b.length() && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < a.length() - start
        && end < b.length() - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    int differing = longest - start - end;
    return differing <= 1 || (differing == 2 && isSwap(a, b, start));
  }

  private static boolean isSwap(String a, String b, int at) {
    return a.length() == b.length()
        && a.charAt(at) == b.charAt(at + 1)
        && a.charAt(at + 1) == b.charAt(at);
  }
}
