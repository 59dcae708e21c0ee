package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a compiled regular expression in values, in bounded time. */
sealed interface RegexEngine {

  /**
   * Whether the expression occurs in the value.
   *
   * @throws SearchBudget.Exhausted if that takes longer than the event allows
   */
  boolean find(EventValue value);

  /** About the nanoseconds for a short text. */
  int cost();

  static RegexEngine compile(String regex, Set<Flag> flags, RegexHints hints) {
    RegexSize.check(regex);
    try {
      String re2 = flags.contains(Flag.MULTI_LINE) ? regex : LineEnds.forRe2(regex);
      com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(re2, re2Flags(flags));
      RegexAutomaton automaton = RegexAutomaton.compile(re2, flags);
      return automaton == null
          ? new Linear(pattern, RegexSize.unrolled(regex), hints)
          : new Automaton(automaton, hints);
    } catch (com.google.re2j.PatternSyntaxException notRe2) {
      return backtracking(regex, flags, hints);
    }
  }

  private static RegexEngine backtracking(String regex, Set<Flag> flags, RegexHints hints) {
    try {
      return new Backtracking(Pattern.compile(regex, jdkFlags(flags)), hints);
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

  /** One step per character. */
  record Automaton(RegexAutomaton automaton, RegexHints hints) implements RegexEngine {
    @Override
    public boolean find(EventValue value) {
      return value.length() >= hints.minLength()
          && automaton.find(
              value.characters(), value.start(), value.start() + value.length(), value.budget());
    }

    @Override
    public int cost() {
      return 100;
    }
  }

  /** RE2's automaton, for what ours does not know: as many steps per character as ways are open. */
  record Linear(com.google.re2j.Pattern pattern, long size, RegexHints hints)
      implements RegexEngine {
    private static final long USUAL_STEPS = 10;
    private static final long SIZE_PER_STEP = 50;

    @Override
    public boolean find(EventValue value) {
      if (!hints.allow(value)) {
        return false;
      }
      value.budget().spend(value.length() * (USUAL_STEPS + size / SIZE_PER_STEP));
      return pattern.matcher(value.text()).find();
    }

    @Override
    public int cost() {
      return 500;
    }
  }

  /** The JDK's backtracking search, for look-around and back-references. */
  record Backtracking(Pattern pattern, RegexHints hints) implements RegexEngine {
    @Override
    public boolean find(EventValue value) {
      if (!hints.allow(value)) {
        return false;
      }
      try {
        return pattern.matcher(new CountedText(value.text(), value.budget())).find();
      } catch (StackOverflowError e) {
        throw new SearchBudget.Exhausted();
      }
    }

    @Override
    public int cost() {
      return 1000;
    }
  }
}
