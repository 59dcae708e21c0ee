package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.predicate.CountedText;
import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.predicate.RegexSize;
import io.pixelated.streams.sigma.predicate.SearchBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a pipeline, in Python's syntax as far as RE2 or the JDK share it. RE2
 * runs in linear time; what only the JDK understands runs under a bound on the characters read.
 */
final class PipelineRegex {

  private static final int FIXED_READS = 200_000;
  private static final int READS_PER_CHARACTER = 50;

  private final String regex;
  private final com.google.re2j.Pattern linear;
  private final Pattern bounded;
  private final Map<String, Integer> names;

  private PipelineRegex(
      String regex, com.google.re2j.Pattern linear, Pattern bounded, Map<String, Integer> names) {
    this.regex = regex;
    this.linear = linear;
    this.bounded = bounded;
    this.names = names;
  }

  /**
   * Compiles an expression.
   *
   * @throws InvalidItem if {@code regex} is none, or too large a one
   */
  static PipelineRegex compile(String regex) {
    RegexSize.check(regex);
    Map<String, Integer> names = names(regex);
    try {
      return new PipelineRegex(regex, com.google.re2j.Pattern.compile(regex), null, names);
    } catch (com.google.re2j.PatternSyntaxException notRe2) {
      String spelling = regex.replace("(?P<", "(?<").replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>");
      try {
        return new PipelineRegex(regex, null, Pattern.compile(spelling), names);
      } catch (PatternSyntaxException e) {
        throw new InvalidItem("'" + regex + "' is not a regular expression: " + e.getDescription());
      } catch (StackOverflowError e) {
        throw new InvalidItem("the regular expression is nested too deeply; simplify it");
      }
    }
  }

  /** The named groups and their numbers, in their order. */
  Map<String, Integer> names() {
    return names;
  }

  int groups() {
    return linear != null ? linear.groupCount() : bounded.matcher("").groupCount();
  }

  /** Whether the expression matches at the beginning of {@code text}, as Python's re.match does. */
  boolean matchesStart(String text) {
    return matchStart(text).isPresent();
  }

  Optional<Match> matchStart(String text) {
    if (linear != null) {
      com.google.re2j.Matcher matcher = linear.matcher(text);
      return matcher.lookingAt() ? Optional.of(match(matcher)) : Optional.empty();
    }
    return bounded(text, matcher -> matcher.lookingAt() ? Optional.of(match(matcher)) : empty());
  }

  /** Every match in {@code text}, from left to right. */
  List<Match> findAll(String text) {
    List<Match> matches = new ArrayList<>();
    if (linear != null) {
      com.google.re2j.Matcher matcher = linear.matcher(text);
      while (matcher.find()) {
        matches.add(match(matcher));
      }
      return matches;
    }
    return bounded(
        text,
        matcher -> {
          while (matcher.find()) {
            matches.add(match(matcher));
          }
          return matches;
        });
  }

  private <T> T bounded(String text, Function<Matcher, T> search) {
    try {
      long reads = FIXED_READS + (long) READS_PER_CHARACTER * text.length();
      return search.apply(bounded.matcher(new CountedText(text, SearchBudget.ofSteps(reads))));
    } catch (SearchBudget.Exhausted | StackOverflowError e) {
      throw new RuleRefusal(
          "the pipeline's regular expression '"
              + regex
              + "' takes too long on a value of the rule; write it without look-around and"
              + " back-references, so that it runs in linear time");
    }
  }

  private static Optional<Match> empty() {
    return Optional.empty();
  }

  private static Match match(com.google.re2j.Matcher matcher) {
    int[] bounds = new int[2 * (matcher.groupCount() + 1)];
    for (int group = 0; group <= matcher.groupCount(); group++) {
      bounds[2 * group] = matcher.start(group);
      bounds[2 * group + 1] = matcher.end(group);
    }
    return new Match(bounds);
  }

  private static Match match(Matcher matcher) {
    int[] bounds = new int[2 * (matcher.groupCount() + 1)];
    for (int group = 0; group <= matcher.groupCount(); group++) {
      bounds[2 * group] = matcher.start(group);
      bounds[2 * group + 1] = matcher.end(group);
    }
    return new Match(bounds);
  }

  /** Counts the groups that are opened, for the numbers of the named ones. */
  private static Map<String, Integer> names(String regex) {
    Map<String, Integer> names = new LinkedHashMap<>();
    boolean inClass = false;
    int group = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i += regex.startsWith("]", i + 1) || regex.startsWith("^]", i + 1) ? 1 : 0;
      } else if (c == '(' && !regex.startsWith("?", i + 1)) {
        group++;
      } else if (c == '(' && isNamed(regex, i)) {
        group++;
        names.put(
            regex.substring(regex.indexOf('<', i) + 1, Math.max(i, regex.indexOf('>', i))), group);
      }
    }
    return names;
  }

  private static boolean isNamed(String regex, int open) {
    boolean named =
        regex.startsWith("(?P<", open)
            || (regex.startsWith("(?<", open)
                && !regex.startsWith("(?<=", open)
                && !regex.startsWith("(?<!", open));
    return named && regex.indexOf('>', open) > regex.indexOf('<', open);
  }

  /** Where a match and its groups lie; -1 for a group that took no part. */
  static final class Match {
    private final int[] bounds;

    private Match(int[] bounds) {
      this.bounds = bounds;
    }

    int start(int group) {
      return bounds[2 * group];
    }

    int end(int group) {
      return bounds[2 * group + 1];
    }
  }
}
