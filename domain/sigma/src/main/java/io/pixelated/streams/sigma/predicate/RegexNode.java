package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.RegexProgram.Place;
import java.util.List;

/** Part of a regular expression, which can be written into a program several times. */
@FunctionalInterface
interface RegexNode {
  /** Matches without taking anything. */
  RegexNode NOTHING = (program, next) -> next;

  /** Writes instructions that go on at {@code next}; returns the first. */
  int write(RegexProgram program, int next);

  /** One of several, the first that fits. */
  static RegexNode choice(List<RegexNode> choices) {
    return (program, next) -> {
      int first = choices.get(choices.size() - 1).write(program, next);
      for (int i = choices.size() - 2; i >= 0; i--) {
        first = fork(program, choices.get(i).write(program, next), first);
      }
      return first;
    };
  }

  /** One after the other. */
  static RegexNode sequence(List<RegexNode> parts) {
    return (program, next) -> {
      int first = next;
      for (int i = parts.size() - 1; i >= 0; i--) {
        first = parts.get(i).write(program, first);
      }
      return first;
    };
  }

  /**
   * The same again and again.
   *
   * @param max how often at most; negative: without end
   */
  static RegexNode repeat(RegexNode node, int min, int max) {
    return (program, next) -> {
      int first = next;
      if (max < 0) {
        int loop = program.fork();
        program.next(loop, node.write(program, loop));
        program.other(loop, next);
        first = loop;
      }
      for (int i = min; i < max; i++) {
        first = fork(program, node.write(program, first), next);
      }
      for (int i = 0; i < min; i++) {
        first = node.write(program, first);
      }
      return first;
    };
  }

  /** A character of a set. */
  static RegexNode take(CharSet set) {
    return (program, next) -> {
      int take = program.take(set);
      program.next(take, next);
      return take;
    };
  }

  /** A place in the text. */
  static RegexNode at(Place place) {
    return (program, next) -> {
      int check = program.at(place);
      program.next(check, next);
      return check;
    };
  }

  private static int fork(RegexProgram program, int next, int other) {
    int fork = program.fork();
    program.next(fork, next);
    program.other(fork, other);
    return fork;
  }
}
