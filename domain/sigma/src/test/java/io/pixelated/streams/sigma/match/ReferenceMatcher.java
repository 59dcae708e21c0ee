package io.pixelated.streams.sigma.match;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Evaluates rules straight from what Sigma says, without compiling, caching or reordering anything.
 * Slow, and meant to be obviously right; the fast matcher is checked against it.
 */
final class ReferenceMatcher {

  private static final int MANY = -1;
  private static final int ONE = -2;

  private final EventView event;

  ReferenceMatcher(EventView event) {
    this.event = event;
  }

  boolean matches(DetectionRule rule) {
    return event.logSources().include(rule.logSource()) && holds(rule.condition(), rule);
  }

  private boolean holds(Condition condition, DetectionRule rule) {
    if (condition instanceof Condition.And and) {
      return and.parts().stream().allMatch(part -> holds(part, rule));
    }
    if (condition instanceof Condition.Or or) {
      return or.parts().stream().anyMatch(part -> holds(part, rule));
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.part(), rule);
    }
    if (condition instanceof Condition.Named named) {
      return holds(rule.selections().get(named.name()));
    }
    Condition.Quantified quantified = (Condition.Quantified) condition;
    long holding =
        quantified.names().stream().filter(name -> holds(rule.selections().get(name))).count();
    return quantified.all() ? holding == quantified.names().size() : holding > 0;
  }

  private boolean holds(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return all.parts().stream().allMatch(this::holds);
    }
    if (selection instanceof Selection.AnyOf any) {
      return any.parts().stream().anyMatch(this::holds);
    }
    DetectionItem item = (DetectionItem) selection;
    boolean holds =
        item.modifiers().contains(Modifier.ALL)
            ? item.values().stream().allMatch(value -> holds(item, value))
            : item.values().stream().anyMatch(value -> holds(item, value));
    return item.modifiers().contains(Modifier.NEQ) != holds;
  }

  private boolean holds(DetectionItem item, RuleValue wanted) {
    if (item.field().isEmpty()) {
      return IntStream.range(0, event.size())
          .filter(v -> event.kind(v) != ValueKind.NULL && event.kind(v) != ValueKind.COMPOSITE)
          .anyMatch(value -> textHolds(item, keyword(wanted), event.text(value), true));
    }
    String field = item.field().get();
    if (item.modifiers().contains(Modifier.EXISTS)) {
      return (event.layout().values(field) != null) == ((RuleValue.Bool) wanted).value();
    }
    List<Object> members = members(field);
    if (wanted instanceof RuleValue.Null) {
      return members.isEmpty() || members.contains(null);
    }
    return members.stream()
        .filter(Objects::nonNull)
        .anyMatch(member -> memberHolds(item, wanted, member));
  }

  private boolean memberHolds(DetectionItem item, RuleValue wanted, Object member) {
    if (wanted instanceof RuleValue.Bool bool) {
      return member.toString().equalsIgnoreCase(Boolean.toString(bool.value()));
    }
    if (wanted instanceof RuleValue.Numeric number) {
      return numberHolds(item, number.value(), member);
    }
    return textHolds(item, ((RuleValue.Text) wanted).raw(), member.toString(), false);
  }

  private static boolean numberHolds(DetectionItem item, BigDecimal limit, Object member) {
    BigDecimal number;
    try {
      number = new BigDecimal(member.toString());
    } catch (NumberFormatException e) {
      return false;
    }
    int order = number.compareTo(limit);
    if (item.modifiers().contains(Modifier.GT)) {
      return order > 0;
    }
    if (item.modifiers().contains(Modifier.GTE)) {
      return order >= 0;
    }
    if (item.modifiers().contains(Modifier.LT)) {
      return order < 0;
    }
    return item.modifiers().contains(Modifier.LTE) ? order <= 0 : order == 0;
  }

  private static String keyword(RuleValue value) {
    return value instanceof RuleValue.Numeric number
        ? number.value().toPlainString()
        : ((RuleValue.Text) value).raw();
  }

  private static boolean textHolds(DetectionItem item, String raw, String text, boolean anywhere) {
    if (item.modifiers().contains(Modifier.RE)) {
      int flags = item.modifiers().contains(Modifier.IGNORECASE) ? Pattern.CASE_INSENSITIVE : 0;
      return Pattern.compile(raw, flags).matcher(text).find();
    }
    boolean cased = item.modifiers().contains(Modifier.CASED);
    return patterns(item, raw, anywhere).stream()
        .anyMatch(pattern -> like(pattern, text.codePoints().toArray(), cased));
  }

  /** The patterns that a value stands for once the modifiers are applied from left to right. */
  private static List<List<Integer>> patterns(DetectionItem item, String raw, boolean anywhere) {
    List<List<Integer>> patterns = List.of(parse(raw));
    for (Modifier modifier : item.modifiers()) {
      List<List<Integer>> next = new ArrayList<>();
      for (List<Integer> pattern : patterns) {
        switch (modifier) {
          case CONTAINS -> next.add(join(List.of(MANY), pattern, List.of(MANY)));
          case STARTSWITH -> next.add(join(pattern, List.of(MANY)));
          case ENDSWITH -> next.add(join(List.of(MANY), pattern));
          case WINDASH -> dashes(pattern, 0, next);
          case UTF16LE -> next.add(bytes(plain(pattern).getBytes(UTF_16LE)));
          case BASE64 -> next.add(parse(Base64.getEncoder().encodeToString(latin1(pattern))));
          case BASE64OFFSET -> offsets(latin1(pattern), next);
          default -> next.add(pattern);
        }
      }
      patterns = next;
    }
    return anywhere
        ? patterns.stream().map(p -> join(List.of(MANY), p, List.of(MANY))).toList()
        : patterns;
  }

  private static List<Integer> parse(String raw) {
    List<Integer> symbols = new ArrayList<>();
    int[] chars = raw.codePoints().toArray();
    for (int i = 0; i < chars.length; i++) {
      boolean escapes = i + 1 < chars.length && "*?\\".indexOf(chars[i + 1]) >= 0;
      if (chars[i] == '\\' && escapes) {
        symbols.add(chars[++i]);
      } else {
        symbols.add(chars[i] == '*' ? MANY : chars[i] == '?' ? ONE : chars[i]);
      }
    }
    return symbols;
  }

  /** Every way to write the dashes that begin a word. */
  private static void dashes(List<Integer> pattern, int from, List<List<Integer>> spelled) {
    for (int i = from; i < pattern.size(); i++) {
      int symbol = pattern.get(i);
      boolean begins = i == 0 || !isWord(pattern.get(i - 1));
      boolean word = i + 1 < pattern.size() && isWord(pattern.get(i + 1));
      if ((symbol == '-' || symbol == '/') && begins && word) {
        for (int dash : new int[] {'-', '/', 0x2013, 0x2014, 0x2015}) {
          List<Integer> copy = new ArrayList<>(pattern);
          copy.set(i, dash);
          dashes(copy, i + 1, spelled);
        }
        return;
      }
    }
    spelled.add(pattern);
  }

  private static boolean isWord(int symbol) {
    return symbol >= 0 && (Character.isLetterOrDigit(symbol) || symbol == '_');
  }

  /** For each alignment, what stays the same in Base64 whatever surrounds the bytes. */
  private static void offsets(byte[] bytes, List<List<Integer>> found) {
    for (int offset = 0; offset < 3; offset++) {
      String zeros = surrounded(bytes, offset, (byte) 0);
      String ones = surrounded(bytes, offset, (byte) 0xff);
      StringBuilder same = new StringBuilder();
      for (int i = 0; i < zeros.length(); i++) {
        if (zeros.charAt(i) == ones.charAt(i)) {
          same.append(zeros.charAt(i));
        }
      }
      found.add(parse(same.toString()));
    }
  }

  private static String surrounded(byte[] bytes, int offset, byte filler) {
    byte[] whole = new byte[(offset + bytes.length + 2) / 3 * 3];
    Arrays.fill(whole, filler);
    System.arraycopy(bytes, 0, whole, offset, bytes.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  private static byte[] latin1(List<Integer> pattern) {
    // encoded text has one byte per symbol already; ASCII is the same in both
    return plain(pattern).chars().allMatch(c -> c < 256)
        ? plain(pattern).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)
        : plain(pattern).getBytes(UTF_8);
  }

  private static List<Integer> bytes(byte[] bytes) {
    List<Integer> symbols = new ArrayList<>();
    for (byte b : bytes) {
      symbols.add(b & 0xff);
    }
    return symbols;
  }

  private static String plain(List<Integer> pattern) {
    StringBuilder text = new StringBuilder();
    pattern.forEach(text::appendCodePoint);
    return text.toString();
  }

  @SafeVarargs
  private static List<Integer> join(List<Integer>... parts) {
    List<Integer> joined = new ArrayList<>();
    for (List<Integer> part : parts) {
      joined.addAll(part);
    }
    return joined;
  }

  /** The textbook table: {@code reach[j]} says that the first symbols match the first j chars. */
  private static boolean like(List<Integer> pattern, int[] text, boolean cased) {
    boolean[] reach = new boolean[text.length + 1];
    reach[0] = true;
    for (int symbol : pattern) {
      boolean[] next = new boolean[text.length + 1];
      for (int j = 0; j <= text.length; j++) {
        if (symbol == MANY) {
          next[j] = reach[j] || (j > 0 && next[j - 1]);
        } else if (j > 0) {
          next[j] = reach[j - 1] && (symbol == ONE || same(symbol, text[j - 1], cased));
        }
      }
      reach = next;
    }
    return reach[text.length];
  }

  private static boolean same(int a, int b, boolean cased) {
    return a == b || (!cased && Character.toString(a).equalsIgnoreCase(Character.toString(b)));
  }

  /** The values of a field; texts but for booleans and nulls. */
  private List<Object> members(String field) {
    List<Object> members = new ArrayList<>();
    int[] values = event.layout().values(field);
    for (int value : values == null ? new int[0] : values) {
      switch (event.kind(value)) {
        case NULL -> members.add(null);
        case BOOLEAN -> members.add(Boolean.valueOf(event.text(value)));
        default -> members.add(event.text(value));
      }
    }
    return members;
  }
}
