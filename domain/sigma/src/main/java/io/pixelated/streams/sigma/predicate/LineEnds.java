package io.pixelated.streams.sigma.predicate;

import java.util.regex.Pattern;

/**
 * Rewrites {@code $} for RE2, to which it means the very end of the text: in Sigma's PCRE, and in
 * the JDK, it also stands before a line feed that ends the text.
 */
final class LineEnds {

  private static final Pattern SETS_MULTI_LINE = Pattern.compile("\\(\\?[a-zA-Z]*m");
  private static final String END = "(?:\\n?\\z)";

  private final String regex;
  private final StringBuilder rewritten = new StringBuilder();
  private int at;

  private LineEnds(String regex) {
    this.regex = regex;
  }

  /** The expression for RE2 without its multi-line flag. */
  static String forRe2(String regex) {
    return regex.indexOf('$') < 0 || SETS_MULTI_LINE.matcher(regex).find()
        ? regex
        : new LineEnds(regex).rewrite();
  }

  private String rewrite() {
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '\\') {
        copy(regex.startsWith("\\Q", at) ? endOfQuote() : at + 2);
      } else if (c == '[') {
        copy(endOfClass());
      } else if (c == '$') {
        rewritten.append(END);
        at++;
      } else {
        copy(at + 1);
      }
    }
    return rewritten.toString();
  }

  private void copy(int end) {
    int to = Math.min(end, regex.length());
    rewritten.append(regex, at, to);
    at = to;
  }

  private int endOfQuote() {
    int end = regex.indexOf("\\E", at);
    return end < 0 ? regex.length() : end + 2;
  }

  private int endOfClass() {
    int i = at + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    // a bracket that comes first stands for itself
    for (int first = i; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' && regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
        i = regex.indexOf(":]", i) + 1;
      } else if (c == ']' && i > first) {
        return i + 1;
      }
    }
    return regex.length();
  }
}
