package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import io.pixelated.streams.sigma.predicate.RegexProgram.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the part of RE2's syntax that rules use into a {@link RegexProgram}. What it does not know
 * it gives up, so that RE2 itself takes over.
 */
final class RegexParser {

  /** The expression has something that this parser does not know. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported() {
      super(null, null, false, false);
    }
  }

  private static final int MOST_REPETITIONS = 1_000;
  private static final int DEEPEST = 200;

  private final String regex;
  private boolean ignoreCase;
  private boolean multiLine;
  private boolean dotAll;
  private int at;
  private int depth;

  private RegexParser(String regex, Set<Flag> flags) {
    this.regex = regex;
    ignoreCase = flags.contains(Flag.IGNORE_CASE);
    multiLine = flags.contains(Flag.MULTI_LINE);
    dotAll = flags.contains(Flag.DOT_ALL);
  }

  /** The program and where it starts; null if the expression is not understood. */
  static Parsed parse(String regex, Set<Flag> flags) {
    try {
      RegexParser parser = new RegexParser(regex, flags);
      RegexNode whole = parser.alternatives();
      if (parser.at < regex.length()) {
        return null;
      }
      RegexProgram program = new RegexProgram();
      int match = program.match();
      return new Parsed(program, whole.write(program, match));
    } catch (Unsupported e) {
      return null;
    }
  }

  record Parsed(RegexProgram program, int start) {}

  private RegexNode alternatives() {
    if (++depth > DEEPEST) {
      throw new Unsupported();
    }
    List<RegexNode> choices = new ArrayList<>();
    choices.add(sequence());
    while (peek('|')) {
      at++;
      choices.add(sequence());
    }
    depth--;
    return RegexNode.choice(choices);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < regex.length() && !peek('|') && !peek(')')) {
      parts.add(repeated(atom()));
    }
    return RegexNode.sequence(parts);
  }

  private RegexNode atom() {
    int c = regex.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '(' -> group();
      case '[' -> RegexNode.take(characterClass());
      case '.' -> RegexNode.take(dotAll ? CharSet.ANY : CharSet.NEW_LINE.inverted());
      case '^' -> RegexNode.at(multiLine ? Place.LINE_START : Place.TEXT_START);
      case '$' -> RegexNode.at(multiLine ? Place.LINE_END : Place.TEXT_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw new Unsupported();
      default -> RegexNode.take(cased(CharSet.of(c, c)));
    };
  }

  private RegexNode group() {
    boolean[] outer = {ignoreCase, multiLine, dotAll};
    if (peek('?')) {
      at++;
      boolean on = true;
      while (!peek(':') && !peek(')')) {
        char flag = read();
        switch (flag) {
          case 'i' -> ignoreCase = on;
          case 'm' -> multiLine = on;
          case 's' -> dotAll = on;
          case '-' -> on = false;
          default -> throw new Unsupported();
        }
      }
      if (read() == ')') {
        // flags for the rest of the group around
        return RegexNode.NOTHING;
      }
    }
    RegexNode inner = alternatives();
    if (read() != ')') {
      throw new Unsupported();
    }
    ignoreCase = outer[0];
    multiLine = outer[1];
    dotAll = outer[2];
    return inner;
  }

  private RegexNode escape() {
    char c = read();
    if (c == 'b' || c == 'B') {
      return RegexNode.at(c == 'b' ? Place.WORD_EDGE : Place.NO_WORD_EDGE);
    }
    if (c == 'A' || c == 'z') {
      return RegexNode.at(c == 'A' ? Place.TEXT_START : Place.TEXT_END);
    }
    CharSet perl = perlClass(c);
    return RegexNode.take(cased(perl == null ? CharSet.of(escaped(c), escaped(c)) : perl));
  }

  /** Null if {@code c} after a backslash is no class. */
  private CharSet perlClass(char c) {
    if (c == 'W' && ignoreCase) {
      throw new Unsupported();
    }
    return switch (c) {
      case 'd' -> CharSet.DIGITS;
      case 'D' -> CharSet.DIGITS.inverted();
      case 's' -> CharSet.SPACES;
      case 'S' -> CharSet.SPACES.inverted();
      case 'w' -> CharSet.WORD;
      case 'W' -> CharSet.WORD.inverted();
      default -> null;
    };
  }

  private static char escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> {
        if (Character.isLetterOrDigit(c) || c >= 128) {
          throw new Unsupported();
        }
        yield c;
      }
    };
  }

  private CharSet characterClass() {
    boolean inverted = peek('^');
    if (inverted) {
      at++;
    }
    CharSet all = CharSet.of();
    boolean first = true;
    while (first || !peek(']')) {
      first = false;
      int from = regex.codePointAt(checked());
      at += Character.charCount(from);
      if (from == '[' && peek(':')) {
        throw new Unsupported();
      }
      if (from == '\\') {
        char c = read();
        CharSet perl = perlClass(c);
        if (perl != null) {
          all = all.and(perl);
          continue;
        }
        from = escaped(c);
      }
      int to = from;
      if (peek('-') && !regex.startsWith("]", at + 1)) {
        at++;
        to = regex.codePointAt(checked());
        at += Character.charCount(to);
        if (to == '\\') {
          to = escaped(read());
        }
        if (to < from) {
          throw new Unsupported();
        }
      }
      all = all.and(CharSet.of(from, to));
    }
    at++;
    CharSet cased = cased(all);
    return inverted ? cased.inverted() : cased;
  }

  private CharSet cased(CharSet set) {
    CharSet cased = ignoreCase ? set.ignoringCase() : set;
    if (cased == null) {
      throw new Unsupported();
    }
    return cased;
  }

  private RegexNode repeated(RegexNode atom) {
    RegexNode node = atom;
    boolean repeated = false;
    while (at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0) {
      int min;
      int max;
      if (peek('{')) {
        int close = regex.indexOf('}', at);
        String count = close < 0 ? "" : regex.substring(at + 1, close);
        if (!count.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
          throw new Unsupported();
        }
        String[] bounds = count.split(",", -1);
        min = Integer.parseInt(bounds[0]);
        max = bounds.length == 1 ? min : bounds[1].isEmpty() ? -1 : Integer.parseInt(bounds[1]);
        at = close + 1;
      } else {
        char c = read();
        min = c == '+' ? 1 : 0;
        max = c == '?' ? 1 : -1;
      }
      if (repeated || min > MOST_REPETITIONS || max > MOST_REPETITIONS || (max >= 0 && max < min)) {
        throw new Unsupported();
      }
      if (peek('?')) {
        at++;
      }
      repeated = true;
      node = RegexNode.repeat(node, min, max);
    }
    return node;
  }

  private boolean peek(char c) {
    return at < regex.length() && regex.charAt(at) == c;
  }

  private char read() {
    char c = regex.charAt(checked());
    at++;
    return c;
  }

  private int checked() {
    if (at >= regex.length()) {
      throw new Unsupported();
    }
    return at;
  }
}
