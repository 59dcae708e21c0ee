package io.pixelated.streams.sigma.predicate;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression as instructions for an automaton that follows all its ways at once. It tells
 * whether the expression occurs, so greediness and groups mean nothing.
 */
final class RegexProgram {

  /** What an instruction does. */
  enum Op {
    /** Takes a character of {@link #set}. */
    TAKE,
    /** Goes on at {@link #next} and at {@link #other}. */
    FORK,
    /** Goes on if the place between two characters is of the kind {@link #place}. */
    AT,
    MATCH
  }

  /** A kind of place between two characters, at an end of the text, or both. */
  enum Place {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }

  private static final int MOST = 20_000;

  private final List<Op> ops = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final List<CharSet> sets = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  int size() {
    return ops.size();
  }

  Op op(int at) {
    return ops.get(at);
  }

  int next(int at) {
    return targets.get(at)[0];
  }

  int other(int at) {
    return targets.get(at)[1];
  }

  CharSet set(int at) {
    return sets.get(at);
  }

  Place place(int at) {
    return places.get(at);
  }

  int take(CharSet set) {
    return add(Op.TAKE, set, null);
  }

  int fork() {
    return add(Op.FORK, null, null);
  }

  int at(Place place) {
    return add(Op.AT, null, place);
  }

  int match() {
    return add(Op.MATCH, null, null);
  }

  void next(int at, int target) {
    targets.get(at)[0] = target;
  }

  void other(int at, int target) {
    targets.get(at)[1] = target;
  }

  private int add(Op op, CharSet set, Place place) {
    if (ops.size() == MOST) {
      throw new RegexParser.Unsupported();
    }
    ops.add(op);
    sets.add(set);
    places.add(place);
    targets.add(new int[2]);
    return ops.size() - 1;
  }
}
