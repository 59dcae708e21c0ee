package io.pixelated.streams.incidents.silence;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pixelated.streams.events.StrictObject;
import java.util.ArrayList;
import java.util.List;

/** Reads records of {@code soc.silences}, whose members are named as in Alertmanager's API. */
public final class HushReader {
  private static final int MOST_MATCHERS = 32;
  private static final long AN_HOUR = 3_600_000;
  private static final long A_WEEK = 7 * 24 * AN_HOUR;

  private HushReader() {}

  /**
   * The silence, or the inhibition if it has source matchers.
   *
   * @param id the record's key
   * @throws IllegalArgumentException with all that is wrong with it
   */
  public static Hush read(String id, byte[] json) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("the record has no key: give it an id");
    }
    StrictObject record = StrictObject.read(json);
    String author = record.text("createdBy", "");
    String comment = record.text("comment", "");
    Hush hush =
        record.has("sourceMatchers") || record.has("targetMatchers")
            ? inhibition(id, record, author, comment)
            : silence(id, record, author, comment);
    record.refuseOthers();
    record.finish();
    return hush;
  }

  private static Hush silence(String id, StrictObject record, String author, String comment) {
    List<Matcher> matchers = matchers(record, "matchers");
    long startsAt = record.time("startsAt").toEpochMilli();
    long endsAt = record.time("endsAt").toEpochMilli();
    if (endsAt <= startsAt) {
      record.problem("endsAt", "is not after startsAt");
    }
    return new Hush.Silence(id, matchers, startsAt, endsAt, author, comment);
  }

  private static Hush inhibition(String id, StrictObject record, String author, String comment) {
    List<Matcher> sources = matchers(record, "sourceMatchers");
    List<Matcher> targets = matchers(record, "targetMatchers");
    List<String> equal = record.texts("equal", MOST_MATCHERS);
    long active = record.millis("activeFor", AN_HOUR);
    if (active > A_WEEK) {
      record.problem("activeFor", "is longer than a week");
    }
    return new Hush.Inhibition(id, sources, targets, equal, active, author, comment);
  }

  private static List<Matcher> matchers(StrictObject record, String member) {
    List<Matcher> matchers = new ArrayList<>();
    for (StrictObject element : record.objects(member, MOST_MATCHERS)) {
      String name = element.text("name");
      String value = element.text("value", "");
      boolean isRegex = element.flag("isRegex", false);
      boolean isEqual = element.flag("isEqual", true);
      element.refuseOthers();
      if (isRegex && !isPattern(value)) {
        element.problem("value", "is no regular expression of RE2");
      }
      matchers.add(new Matcher(name, value, isRegex, isEqual));
    }
    // As in Alertmanager: what nothing is asked of would silence everything.
    if (matchers.stream().noneMatch(HushReader::asksForSomething)) {
      record.problem(
          member, "has none that asks for a value: give one that does not fit a missing label");
    }
    return matchers;
  }

  private static boolean isPattern(String value) {
    try {
      Pattern.compile(value);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean asksForSomething(Matcher matcher) {
    boolean fitsMissing =
        matcher.isRegex()
            ? isPattern(matcher.value()) && Pattern.matches(matcher.value(), "")
            : matcher.value().isEmpty();
    return fitsMissing != matcher.isEqual();
  }
}
