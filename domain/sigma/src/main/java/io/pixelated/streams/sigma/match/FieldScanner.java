package io.pixelated.streams.sigma.match;

import io.pixelated.streams.sigma.predicate.RequiredLiteral.Position;
import java.util.ArrayList;
import java.util.Collection;
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
  private final WideCharacters wide;
  private final int oddNumber;
  private final boolean findsKeywords;

  private FieldScanner(Builder builder) {
    starts = builder.atStart.isEmpty() ? null : LiteralTrie.of(builder.atStart, false);
    builder.wholes.forEach(
        (literal, outputs) ->
            builder.atEnd.add(new LiteralTrie.Entry(literal, true, builder.oneOf(outputs))));
    ends = builder.atEnd.isEmpty() ? null : LiteralTrie.of(builder.atEnd, true);
    inner = builder.filters.build(builder.unionOf);
    wide = builder.wide.isEmpty() ? null : new WideCharacters(builder.wide);
    oddNumber = builder.numbers.isEmpty() ? NONE : builder.oneOf(builder.numbers);
    findsKeywords = builder.findsKeywords;
  }

  /** Whether values that it has scanned need not be scanned for keywords. */
  boolean findsKeywords() {
    return findsKeywords;
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
    if (wide != null) {
      wide.scan(text, start, end, hits);
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

  /** Collects anchors with their outputs. */
  static final class Builder {
    private final ToIntFunction<int[]> unionOf;
    private final GramFilters filters;
    private final List<LiteralTrie.Entry> atStart = new ArrayList<>();
    private final List<LiteralTrie.Entry> atEnd = new ArrayList<>();
    private final Map<String, List<Integer>> wholes = new LinkedHashMap<>();
    private final Map<Character, Integer> wide = new LinkedHashMap<>();
    private final List<Integer> numbers = new ArrayList<>();
    private boolean findsKeywords;

    /**
     * Makes room for anchors that must be found.
     *
     * @param unionOf gives an output that means several
     * @param inexact takes outputs that are also reported where their literal is not
     */
    Builder(
        Collection<Anchor> required, ToIntFunction<int[]> unionOf, Collection<Integer> inexact) {
      this.unionOf = unionOf;
      this.filters =
          new GramFilters(
              required.stream()
                  .filter(anchor -> anchor.position() == Position.ANYWHERE)
                  .map(Anchor::literal)
                  .filter(literal -> !WideCharacters.isWide(literal))
                  .toList(),
              inexact);
    }

    /** Whether an anchor that need not be found can be at hardly any cost. */
    boolean accepts(Anchor anchor) {
      return anchor.position() != Position.ANYWHERE
          || filters.accepts(anchor.literal())
          || (!wide.isEmpty() && WideCharacters.isWide(anchor.literal()));
    }

    void add(Anchor anchor, int output) {
      String literal = anchor.literal();
      switch (anchor.position()) {
        case START -> atStart.add(new LiteralTrie.Entry(literal, false, output));
        case END -> atEnd.add(new LiteralTrie.Entry(literal, false, output));
        case WHOLE -> addWhole(literal, output);
        case NUMBER -> {
          numbers.add(output);
          if (!literal.isEmpty()) {
            addWhole(literal, output);
          }
        }
        case ANYWHERE -> {
          if (WideCharacters.isWide(literal)) {
            wide.put(literal.charAt(0), output);
          } else {
            filters.add(literal, output);
          }
        }
      }
    }

    /** Also finds what the scanner of keywords does, if that takes no more looks at a value. */
    void takeOver(Builder keywords) {
      findsKeywords = keywords.wide.isEmpty() && filters.takeOver(keywords.filters);
    }

    private void addWhole(String literal, int output) {
      wholes.computeIfAbsent(literal, l -> new ArrayList<>(1)).add(output);
    }

    private int oneOf(List<Integer> outputs) {
      return outputs.size() == 1
          ? outputs.get(0)
          : unionOf.applyAsInt(outputs.stream().mapToInt(Integer::intValue).toArray());
    }

    FieldScanner build() {
      return new FieldScanner(this);
    }
  }
}
