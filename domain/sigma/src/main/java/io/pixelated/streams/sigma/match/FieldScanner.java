package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Finds the anchors of one field in its values. */
final class FieldScanner {

  private static final int NONE = -1;

  private final LiteralTrie starts;
  private final LiteralTrie ends;
  private final GramFilter[] inner;
  private final int oddNumber;

  /**
   * Takes the anchors with their outputs.
   *
   * @param unionOf gives an output that means several
   */
  FieldScanner(Map<Anchor, Integer> anchors, ToIntFunction<int[]> unionOf) {
    List<LiteralTrie.Entry> atStart = new ArrayList<>();
    List<LiteralTrie.Entry> atEnd = new ArrayList<>();
    Map<String, List<Integer>> wholes = new LinkedHashMap<>();
    List<Integer> numbers = new ArrayList<>();
    GramFilterBuilder anywhere = new GramFilterBuilder();
    anchors.forEach(
        (anchor, output) -> {
          switch (anchor.position()) {
            case START -> atStart.add(new LiteralTrie.Entry(anchor.literal(), false, output));
            case END -> atEnd.add(new LiteralTrie.Entry(anchor.literal(), false, output));
            case ANYWHERE -> anywhere.add(anchor.literal(), output);
            case NUMBER -> numbers.add(output);
            case WHOLE -> {
              // below
            }
          }
          boolean isWhole =
              anchor.position() == Position.WHOLE
                  || (anchor.position() == Position.NUMBER && !anchor.literal().isEmpty());
          if (isWhole) {
            wholes.computeIfAbsent(anchor.literal(), l -> new ArrayList<>(1)).add(output);
          }
        });
    wholes.forEach(
        (literal, outputs) ->
            atEnd.add(new LiteralTrie.Entry(literal, true, oneOf(outputs, unionOf))));
    starts = atStart.isEmpty() ? null : LiteralTrie.of(atStart, false);
    ends = atEnd.isEmpty() ? null : LiteralTrie.of(atEnd, true);
    inner = anywhere.build(unionOf).toArray(GramFilter[]::new);
    oddNumber = numbers.isEmpty() ? NONE : oneOf(numbers, unionOf);
  }

  private static int oneOf(List<Integer> outputs, ToIntFunction<int[]> unionOf) {
    return outputs.size() == 1
        ? outputs.get(0)
        : unionOf.applyAsInt(outputs.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Reports what the value between the two has. */
  void scan(char[] text, int start, int end, Hits hits) {
    if (ends != null) {
      ends.scan(text, start, end, hits);
    }
    if (starts != null) {
      starts.scan(text, start, end, hits);
    }
    for (GramFilter filter : inner) {
      filter.scan(text, start, end, hits);
    }
    if (oddNumber != NONE && isOddNumber(text, start, end)) {
      hits.found(oddNumber);
    }
  }

  /** Whether the text may be a number other than a plainly written integer. */
  private static boolean isOddNumber(char[] text, int start, int end) {
    if (start == end || text[start] > '9') {
      return false;
    }
    boolean plain = true;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if (c < '0' || c > '9') {
        if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
          return false;
        }
        plain &= c == '-' && i == start;
      }
    }
    int first = text[start] == '-' ? start + 1 : start;
    boolean leadingZero = first < end && text[first] == '0' && (end - first > 1 || first > start);
    return !plain || leadingZero;
  }
}
