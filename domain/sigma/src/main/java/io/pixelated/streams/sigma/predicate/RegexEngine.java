package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a compiled regular expression in text, in bounded time. */
sealed interface RegexEngine {

  boolean find(String text);

  long overruns();

  static RegexEngine compile(String regex, Set<Flag> flags) {
    RegexSize.check(regex);
    try {
      String re2 = flags.contains(Flag.MULTI_LINE) ? regex : LineEnds.forRe2(regex);
      return new Linear(com.google.re2j.Pattern.compile(re2, re2Flags(flags)));
    } catch (com.google.re2j.PatternSyntaxException notRe2) {
      return backtracking(regex, flags);
    }
  }

  private static RegexEngine backtracking(String regex, Set<Flag> flags) {
    try {
      return new Backtracking(Pattern.compile(regex, jdkFlags(flags)), new LongAdder());
    } catch (PatternSyntaxException e) {
      throw new InvalidItem("'" + regex + "' is not a regular expression: " + e.getDescription());
    } catch (StackOverflowError e) {
      throw new InvalidItem("the regular expression is nested too deeply; simplify it");
    }
  }

  private static int re2Flags(Set<Flag> flags) {
    return (flags.contains(Flag.IGNORE_CASE) ? com.google.re2j.Pattern.CASE_INSENSITIVE : 0)
        | (flags.contains(Flag.MULTI_LINE) ? com.google.re2j.Pattern.MULTILINE : 0)
        | (flags.contains(Flag.DOT_ALL) ? com.google.re2j.Pattern.DOTALL : 0);
  }

  private static int jdkFlags(Set<Flag> flags) {
    return Pattern.UNIX_LINES
        | (flags.contains(Flag.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
        | (flags.contains(Flag.MULTI_LINE) ? Pattern.MULTILINE : 0)
        | (flags.contains(Flag.DOT_ALL) ? Pattern.DOTALL : 0);
  }

  /** RE2's automaton. */
  record Linear(com.google.re2j.Pattern pattern) implements RegexEngine {
    @Override
    public boolean find(String text) {
      return pattern.matcher(text).find();
    }

    @Override
    public long overruns() {
      return 0;
    }
  }

  /** The JDK's backtracking search over text that counts how often it is looked at. */
  record Backtracking(Pattern pattern, LongAdder overrunCount) implements RegexEngine {

    private static final int FIXED_STEPS = 200_000;
    private static final int STEPS_PER_CHARACTER = 50;

    @Override
    public boolean find(String text) {
      try {
        long steps = FIXED_STEPS + (long) STEPS_PER_CHARACTER * text.length();
        return pattern.matcher(new CountedText(text, steps)).find();
      } catch (CountedText.Exhausted | StackOverflowError e) {
        overrunCount.increment();
        return false;
      }
    }

    @Override
    public long overruns() {
      return overrunCount.sum();
    }
  }
}
