package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parses conditions. From the tightest: {@code not}, {@code and}, {@code or}; {@code 1 of}, {@code
 * any of} and {@code all of} take a name with {@code *}, or {@code them}.
 *
 * <p>A word is a keyword only where a keyword can stand, so that selections may be called {@code
 * all} or {@code not}.
 */
public final class ConditionParser {

  private static final int MAX_LENGTH = 20_000;
  private static final int MAX_DEPTH = 60;
  private static final String END = "";

  /** What the names stand for, in messages: "selection" or "rule". */
  private final String noun;

  private final Set<String> names;

  /** Whether a name that is not among {@link #names} may be known to others. */
  private final boolean open;

  private final List<String> tokens;
  private int at;
  private int depth;

  private ConditionParser(String noun, Set<String> names, boolean open, List<String> tokens) {
    this.noun = noun;
    this.names = names;
    this.open = open;
    this.tokens = tokens;
  }

  /**
   * The condition that {@code text} spells.
   *
   * @param names what the condition may refer to
   * @throws InvalidCondition if it is not a condition over them
   */
  public static Condition parse(String noun, Set<String> names, String text) {
    return parse(noun, names, false, text);
  }

  /**
   * The same; other names than {@code names} may occur, but quantifiers do not cover them.
   *
   * @throws InvalidCondition if it is not a condition
   */
  static Condition parseOpen(String noun, Set<String> names, String text) {
    return parse(noun, names, true, text);
  }

  private static Condition parse(String noun, Set<String> names, boolean open, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidCondition("the condition is longer than " + MAX_LENGTH + " characters");
    }
    ConditionParser parser = new ConditionParser(noun, names, open, tokenize(text));
    if (parser.peek().equals(END)) {
      throw new InvalidCondition("the condition is empty; name a " + noun);
    }
    Condition condition = parser.or();
    if (!parser.peek().equals(END)) {
      throw parser.unexpected();
    }
    return condition;
  }

  private static List<String> tokenize(String text) {
    List<String> tokens = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean parenthesis = c == '(' || c == ')';
      if (!parenthesis && !Character.isWhitespace(c)) {
        start = start < 0 ? i : start;
        continue;
      }
      if (start >= 0) {
        tokens.add(text.substring(start, i));
        start = -1;
      }
      if (parenthesis) {
        tokens.add(String.valueOf(c));
      }
    }
    return tokens;
  }

  private Condition or() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(and());
    } while (accept("or"));
    return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
  }

  private Condition and() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(not());
    } while (accept("and"));
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }

  private Condition not() {
    if (isKeyword("not") && startsOperand(at + 1)) {
      at++;
      return nested(() -> new Condition.Not(not()));
    }
    return operand();
  }

  private Condition operand() {
    String token = peek();
    if (token.equals("(")) {
      at++;
      return nested(
          () -> {
            Condition inner = or();
            if (!peek().equals(")")) {
              throw peek().equals(END)
                  ? new InvalidCondition("a '(' is not closed; add ')'")
                  : unexpected();
            }
            at++;
            return inner;
          });
    }
    if (isQuantifier() && at + 1 < tokens.size() && is(tokens.get(at + 1), "of")) {
      return quantified();
    }
    if (names.contains(token)) {
      at++;
      return new Condition.Named(token);
    }
    if (token.equals(END) || token.equals(")") || isOperator(token)) {
      throw unexpected();
    }
    if (token.equals("|")) {
      throw legacyAggregation();
    }
    if (at + 1 < tokens.size() && is(tokens.get(at + 1), "of")) {
      throw new InvalidCondition(
          "'" + token + " of' is no quantifier; write 1 of, any of or all of");
    }
    if (open && !token.contains("*")) {
      at++;
      return new Condition.Named(token);
    }
    throw new InvalidCondition(
        noun + " '" + token + "' is not defined" + Suggestion.didYouMean(token, names));
  }

  private Condition quantified() {
    boolean all = isKeyword("all");
    String quantifier = tokens.get(at);
    at += 2;
    String pattern = peek();
    if (pattern.equals(END) || pattern.equals("(") || pattern.equals(")")) {
      throw new InvalidCondition("'" + quantifier + " of' needs a name with * or 'them' after it");
    }
    at++;
    List<String> matching = names.stream().filter(name -> covers(pattern, name)).toList();
    if (matching.isEmpty()) {
      throw new InvalidCondition(
          "'"
              + quantifier
              + " of "
              + pattern
              + "' fits no "
              + noun
              + Suggestion.didYouMean(pattern.replace("*", ""), names));
    }
    return new Condition.Quantified(all, pattern, matching);
  }

  private static boolean covers(String pattern, String name) {
    // what begins with an underscore is left out unless the pattern asks for it
    if (name.startsWith("_") && !pattern.startsWith("_")) {
      return false;
    }
    if (is(pattern, "them")) {
      return true;
    }
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return name.equals(pattern);
    }
    String last = pieces[pieces.length - 1];
    if (!name.startsWith(pieces[0])) {
      return false;
    }
    int from = pieces[0].length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], from);
      if (found < 0) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return name.length() - last.length() >= from && name.endsWith(last);
  }

  private interface Part {
    Condition parse();
  }

  private Condition nested(Part part) {
    if (++depth > MAX_DEPTH) {
      throw new InvalidCondition(
          "the condition is nested deeper than " + MAX_DEPTH + " levels; simplify it");
    }
    Condition condition = part.parse();
    depth--;
    return condition;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : END;
  }

  private boolean accept(String keyword) {
    if (isKeyword(keyword)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean isKeyword(String keyword) {
    return is(peek(), keyword);
  }

  private boolean isQuantifier() {
    String token = peek();
    return token.equals("1") || is(token, "any") || is(token, "all");
  }

  /** Whether the token can begin what {@code not} negates. */
  private boolean startsOperand(int index) {
    if (index >= tokens.size()) {
      return !names.contains(peek());
    }
    String next = tokens.get(index);
    boolean endsOperand = next.equals(")") || is(next, "and") || is(next, "or");
    return !endsOperand || names.contains(next) || !names.contains(peek());
  }

  private static boolean isOperator(String token) {
    return is(token, "and") || is(token, "or") || is(token, "not");
  }

  private static boolean is(String token, String keyword) {
    return token.toLowerCase(Locale.ROOT).equals(keyword);
  }

  private InvalidCondition unexpected() {
    String token = peek();
    if (token.equals(END)) {
      return new InvalidCondition(
          "the condition ends where a " + noun + " is expected; complete it");
    }
    if (token.equals("|")) {
      return legacyAggregation();
    }
    return new InvalidCondition(
        "unexpected '" + token + "' in the condition; join " + noun + "s with and, or, not");
  }

  private static InvalidCondition legacyAggregation() {
    return new InvalidCondition(
        "aggregations with '|' are not part of Sigma 2; write a correlation rule");
  }
}
