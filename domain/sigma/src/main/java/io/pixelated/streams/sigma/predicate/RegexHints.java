package io.pixelated.streams.sigma.predicate;

/**
 * What every text must have in which a regular expression occurs, read off the expression's surface
 * so that most texts need no search.
 *
 * <p>Understands a plain sequence of characters, classes and repetitions; groups are passed over.
 * Whatever else there is, nothing is claimed.
 *
 * @param minLength fewest UTF-16 units
 * @param literal folded text that must occur; empty if none is known
 */
record RegexHints(int minLength, String literal) {

  private static final RegexHints NONE = new RegexHints(0, "");

  /** Escapes that stand for one character of a class. */
  private static final String CLASS_ESCAPES = "dDwWsS";

  /** Escapes that stand for a place between characters. */
  private static final String PLACE_ESCAPES = "bB";

  static RegexHints of(String regex) {
    return new Scan(regex).hints();
  }

  boolean allow(EventValue value) {
    return value.length() >= minLength && (literal.isEmpty() || value.folded().contains(literal));
  }

  private static final class Scan {
    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private long minLength;
    private int at;

    Scan(String regex) {
      this.regex = regex;
    }

    RegexHints hints() {
      while (at < regex.length()) {
        if (!atom()) {
          return NONE;
        }
      }
      endRun();
      return new RegexHints((int) Math.min(minLength, 1 << 20), CaseFolding.fold(longest));
    }

    /** Reads an atom with its repetition; false if nothing can be claimed any more. */
    private boolean atom() {
      char c = regex.charAt(at++);
      switch (c) {
        case '|', ')', '*', '+', '?', '{' -> {
          return false;
        }
        case '^', '$' -> {
          endRun();
          return true;
        }
        case '(' -> {
          endRun();
          boolean understood = skipGroup();
          repetition();
          return understood;
        }
        case '[' -> {
          endRun();
          if (!skipClass()) {
            return false;
          }
          minLength += repetition();
          return true;
        }
        case '.' -> {
          endRun();
          minLength += repetition();
          return true;
        }
        case '\\' -> {
          return escape();
        }
        default -> {
          literal(c);
          return true;
        }
      }
    }

    private boolean escape() {
      if (at >= regex.length()) {
        return false;
      }
      char c = regex.charAt(at++);
      if (PLACE_ESCAPES.indexOf(c) >= 0) {
        endRun();
        return true;
      }
      if (CLASS_ESCAPES.indexOf(c) >= 0) {
        endRun();
        minLength += repetition();
        return true;
      }
      if (Character.isLetterOrDigit(c)) {
        return false;
      }
      literal(c);
      return true;
    }

    private void literal(char c) {
      if (Character.isSurrogate(c)) {
        // a repetition would apply to the pair, not to its half
        endRun();
        repetition();
        return;
      }
      int mark = at;
      long times = repetition();
      boolean repeated = at > mark;
      minLength += times;
      if (times > 0) {
        run.append(c);
      }
      if (repeated) {
        endRun();
        if (times > 0) {
          run.append(c);
        }
      }
    }

    /** Reads the repetition after an atom, if any, and returns how often the atom must occur. */
    private long repetition() {
      if (at >= regex.length()) {
        return 1;
      }
      long times = 1;
      switch (regex.charAt(at)) {
        case '*', '?' -> {
          at++;
          times = 0;
        }
        case '+' -> at++;
        case '{' -> {
          int close = regex.indexOf('}', at);
          String count = close < 0 ? "" : regex.substring(at + 1, close);
          if (!count.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            return 1;
          }
          times = Long.parseLong(count.split(",", -1)[0]);
          at = close + 1;
        }
        default -> {
          return 1;
        }
      }
      if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
        at++;
      }
      return times;
    }

    /** Passes over a group; false if it changes how the rest is read. */
    private boolean skipGroup() {
      if (regex.startsWith("?", at)) {
        int colon = regex.indexOf(':', at);
        int close = regex.indexOf(')', at);
        boolean flagsOnly = close >= 0 && (colon < 0 || close < colon);
        if (flagsOnly && !regex.substring(at + 1, close).matches("[ims]+")) {
          return false;
        }
      }
      int depth = 1;
      while (at < regex.length() && depth > 0) {
        char c = regex.charAt(at++);
        switch (c) {
          case '\\' -> {
            if (regex.startsWith("Q", at)) {
              return false;
            }
            at++;
          }
          case '[' -> {
            if (!skipClass()) {
              return false;
            }
          }
          case '(' -> depth++;
          case ')' -> depth--;
          default -> {
            // any other character belongs to the group
          }
        }
      }
      return depth == 0;
    }

    /** Passes over a character class; false if it is of a kind that nests. */
    private boolean skipClass() {
      if (regex.startsWith("^", at)) {
        at++;
      }
      if (regex.startsWith("]", at)) {
        at++;
      }
      while (at < regex.length()) {
        char c = regex.charAt(at++);
        if (c == ']') {
          return true;
        }
        if (c == '[' || c == '&') {
          return false;
        }
        if (c == '\\') {
          at++;
        }
      }
      return false;
    }

    private void endRun() {
      if (run.length() > longest.length()) {
        longest = run.toString();
      }
      run.setLength(0);
    }
  }
}
