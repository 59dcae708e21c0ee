package io.pixelated.streams.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Turns text as rules write it into regular expressions, one symbol after the other. */
final class Text {

  private static final int MANY = -1;
  private static final int ONE = -2;
  private static final String DASHES = "-/\u2013\u2014\u2015";

  private Text() {}

  static Pattern regex(String raw, List<String> modifiers) {
    int flags = Pattern.UNIX_LINES;
    flags |=
        modifiers.contains("i") || modifiers.contains("ignorecase")
            ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE
            : 0;
    flags |= modifiers.contains("m") || modifiers.contains("multiline") ? Pattern.MULTILINE : 0;
    flags |= modifiers.contains("s") || modifiers.contains("dotall") ? Pattern.DOTALL : 0;
    String start = modifiers.contains("startswith") ? "^" : "";
    String end = modifiers.contains("endswith") ? "$" : "";
    return Pattern.compile(start + "(?:" + raw + ")" + end, flags);
  }

  static int flags(List<String> modifiers) {
    return modifiers.contains("cased")
        ? Pattern.DOTALL
        : Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  /** The regular expressions that a whole text has to match, one of them. */
  static List<Pattern> patterns(String raw, List<String> modifiers, boolean anywhere) {
    List<List<Integer>> patterns = List.of(symbols(raw));
    boolean bytes = false;
    for (String modifier : modifiers) {
      List<List<Integer>> next = new ArrayList<>();
      for (List<Integer> pattern : patterns) {
        next.addAll(apply(modifier, pattern, bytes));
      }
      patterns = next;
      bytes |= modifier.startsWith("utf") || modifier.equals("wide");
    }
    boolean anchored = modifiers.contains("startswith") || modifiers.contains("endswith");
    List<Pattern> compiled = new ArrayList<>();
    for (List<Integer> pattern : patterns) {
      List<Integer> whole =
          anywhere && !anchored ? join(List.of(MANY), pattern, List.of(MANY)) : pattern;
      compiled.add(compile(whole, flags(modifiers)));
    }
    return compiled;
  }

  /** A backslash takes away the meaning of a following star, question mark or backslash. */
  static List<Integer> symbols(String raw) {
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

  private static Pattern compile(List<Integer> symbols, int flags) {
    StringBuilder regex = new StringBuilder();
    for (int symbol : symbols) {
      switch (symbol) {
        case MANY -> regex.append(".*");
        case ONE -> regex.append('.');
        default -> regex.append(Pattern.quote(Character.toString(symbol)));
      }
    }
    return Pattern.compile(regex.toString(), flags);
  }

  private static List<List<Integer>> apply(String modifier, List<Integer> pattern, boolean bytes) {
    return switch (modifier) {
      case "contains" -> List.of(join(List.of(MANY), pattern, List.of(MANY)));
      case "startswith" -> List.of(join(pattern, List.of(MANY)));
      case "endswith" -> List.of(join(List.of(MANY), pattern));
      case "windash" -> dashes(pattern, 0);
      case "utf8" -> List.of(latin1(text(pattern).getBytes(StandardCharsets.UTF_8)));
      case "wide", "utf16le" -> List.of(latin1(text(pattern).getBytes(StandardCharsets.UTF_16LE)));
      case "utf16be" -> List.of(latin1(text(pattern).getBytes(StandardCharsets.UTF_16BE)));
      case "utf16" ->
          List.of(latin1(("\ufeff" + text(pattern)).getBytes(StandardCharsets.UTF_16LE)));
      case "base64" ->
          List.of(symbols(Base64.getEncoder().encodeToString(encoded(pattern, bytes))));
      case "base64offset" -> offsets(encoded(pattern, bytes));
      default -> List.of(pattern);
    };
  }

  /** Every way to write the dashes that begin a word. */
  private static List<List<Integer>> dashes(List<Integer> pattern, int from) {
    for (int i = from; i < pattern.size(); i++) {
      boolean dash = DASHES.indexOf(pattern.get(i)) >= 0;
      boolean afterWord = i > 0 && isWord(pattern.get(i - 1));
      boolean beforeWord = i + 1 < pattern.size() && isWord(pattern.get(i + 1));
      if (dash && !afterWord && beforeWord) {
        List<List<Integer>> spelled = new ArrayList<>();
        for (int other = 0; other < DASHES.length(); other++) {
          List<Integer> copy = new ArrayList<>(pattern);
          copy.set(i, (int) DASHES.charAt(other));
          spelled.addAll(dashes(copy, i + 1));
        }
        return spelled;
      }
    }
    return List.of(pattern);
  }

  private static boolean isWord(int symbol) {
    return symbol >= 0 && (Character.isLetterOrDigit(symbol) || symbol == '_');
  }

  /** What of the Base64 is the same whatever stands around the bytes, for each alignment. */
  private static List<List<Integer>> offsets(byte[] bytes) {
    List<List<Integer>> found = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      String zeros = surrounded(bytes, offset, (byte) 0);
      String ones = surrounded(bytes, offset, (byte) 0xff);
      StringBuilder same = new StringBuilder();
      for (int i = 0; i < zeros.length(); i++) {
        if (zeros.charAt(i) == ones.charAt(i)) {
          same.append(zeros.charAt(i));
        }
      }
      found.add(symbols(same.toString()));
    }
    return found;
  }

  private static String surrounded(byte[] bytes, int offset, byte filler) {
    byte[] whole = new byte[(offset + bytes.length + 2) / 3 * 3];
    Arrays.fill(whole, filler);
    System.arraycopy(bytes, 0, whole, offset, bytes.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  private static byte[] encoded(List<Integer> pattern, boolean bytes) {
    return text(pattern).getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static List<Integer> latin1(byte[] bytes) {
    List<Integer> symbols = new ArrayList<>();
    for (byte b : bytes) {
      symbols.add(b & 0xff);
    }
    return symbols;
  }

  private static String text(List<Integer> pattern) {
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
}
