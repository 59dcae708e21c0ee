package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.pipeline.PipelineRegex.Match;
import io.pixelated.streams.sigma.predicate.InvalidItem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a match is replaced with, as Python's {@code re.sub} reads it: {@code \1}, {@code \g<1>} and
 * {@code \g<name>} stand for groups, {@code \\} for a backslash.
 */
final class ReplacementTemplate {

  private static final String ESCAPES = "ntrfva";
  private static final String ESCAPED = "\n\t\r\f\u000b\u0007";

  private final List<Piece> pieces;

  /** Text, or the number of a group if {@code text} is null. */
  private record Piece(String text, int group) {}

  private ReplacementTemplate(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a template.
   *
   * @throws InvalidItem if it names a group that {@code regex} does not have, or an unknown escape
   */
  static ReplacementTemplate parse(String written, PipelineRegex regex) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        text.append(c);
        continue;
      }
      char next = written.charAt(++i);
      int escape = ESCAPES.indexOf(next);
      if (Character.digit(next, 10) >= 0) {
        int end = i + 1;
        if (end < written.length() && Character.digit(written.charAt(end), 10) >= 0) {
          end++;
        }
        group(written.substring(i, end), regex, text, pieces);
        i = end - 1;
      } else if (next == 'g') {
        int end = written.indexOf('>', i);
        if (end < 0 || !written.startsWith("<", i + 1)) {
          throw new InvalidItem("'\\g' in '" + written + "' must name a group, as in \\g<1>");
        }
        group(written.substring(i + 2, end), regex, text, pieces);
        i = end;
      } else if (escape >= 0) {
        text.append(ESCAPED.charAt(escape));
      } else if (Character.isLetter(next)) {
        throw new InvalidItem(
            "'\\" + next + "' in '" + written + "' means nothing; write \\\\ for a backslash");
      } else if (next == '\\') {
        text.append('\\');
      } else {
        text.append('\\').append(next);
      }
    }
    flush(text, pieces);
    return new ReplacementTemplate(pieces);
  }

  private static void group(
      String name, PipelineRegex regex, StringBuilder text, List<Piece> pieces) {
    Integer number = regex.names().get(name);
    if (number == null && name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 3) {
      number = name.isEmpty() ? null : Integer.valueOf(name);
    }
    if (number == null || number > regex.groups()) {
      throw new InvalidItem(
          "the replacement names group '" + name + "', which the regular expression does not have");
    }
    flush(text, pieces);
    pieces.add(new Piece(null, number));
  }

  private static void flush(StringBuilder text, List<Piece> pieces) {
    if (text.length() > 0) {
      pieces.add(new Piece(text.toString(), 0));
      text.setLength(0);
    }
  }

  /** {@code value} with each match replaced; wildcards in the template and in groups count. */
  ValueText replace(ValueText value, List<Match> matches) {
    ValueText.Builder result = new ValueText.Builder();
    int from = 0;
    for (Match match : matches) {
      result.append(value, from, match.start(0));
      for (Piece piece : pieces) {
        if (piece.text != null) {
          ValueText text = ValueText.ofReplacement(piece.text);
          result.append(text, 0, text.plain().length());
        } else if (match.start(piece.group) >= 0) {
          result.append(value, match.start(piece.group), match.end(piece.group));
        }
      }
      from = match.end(0);
    }
    return result.append(value, from, value.plain().length()).build();
  }
}
