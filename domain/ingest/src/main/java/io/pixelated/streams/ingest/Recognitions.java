package io.pixelated.streams.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What events of one shape were recognised as, by the answers that their values gave: a tree of the
 * questions in the order in which they were asked. Bounded, for answers come from outside; what is
 * not remembered is found out again. Thread-safe.
 */
final class Recognitions {
  private static final int MOST_NODES = 256;
  private static final int MOST_ANSWERS = 64;
  private static final int LONGEST_ANSWER = 128;

  private final List<Layout> layouts = new ArrayList<>();
  private volatile Node first;
  private int nodes;

  /** A question with the answers that are known, or the end of questions. */
  private static final class Node {
    private final Answer question;
    private final Recognised found;
    private volatile Way[] ways = {};
    private Way likely;

    Node(Answer question, Recognised found) {
      this.question = question;
      this.found = found;
    }

    Node next(Values values) {
      Way guess = likely;
      if (guess != null && guess.fits(values)) {
        return guess.to;
      }
      for (Way way : ways) {
        if (way.fits(values)) {
          likely = way;
          return way.to;
        }
      }
      return null;
    }

    void add(Way way) {
      Way[] more = Arrays.copyOf(ways, ways.length + 1);
      more[ways.length] = way;
      ways = more;
    }
  }

  private record Way(Answer answer, Node to) {
    boolean fits(Values values) {
      return answer.wanted() == null
          ? values.is(answer.value(), answer.text())
          : answer.wanted().test(values.text(answer.value())) == answer.is();
    }
  }

  /** What the event is, if one that answers alike was here before; else null. */
  Recognised of(Values values) {
    Node node = first;
    while (node != null && node.found == null) {
      node = node.next(values);
    }
    return node == null ? null : node.found;
  }

  /**
   * Remembers what an event is.
   *
   * @return the same, with the layout of an earlier event if it is alike
   */
  synchronized Recognised remember(List<Answer> answers, Recognised found) {
    Recognised shared = share(found);
    List<Answer> asked = withoutRepeated(answers);
    if (nodes + asked.size() >= MOST_NODES || asked.stream().anyMatch(Recognitions::isLong)) {
      return shared;
    }
    if (first == null) {
      first = node(asked, 0, shared);
    }
    Node node = first;
    for (int i = 0; i < asked.size(); i++) {
      Answer answer = asked.get(i);
      if (node.question == null || !node.question.asksTheSameAs(answer)) {
        return shared; // not asked in the same order; found out again each time
      }
      Node next = null;
      for (Way way : node.ways) {
        if (way.answer.equals(answer)) {
          next = way.to;
        }
      }
      if (next == null) {
        if (node.ways.length == MOST_ANSWERS) {
          return shared;
        }
        next = node(asked, i + 1, shared);
        node.add(new Way(answer, next));
      }
      node = next;
    }
    return shared;
  }

  private Node node(List<Answer> asked, int next, Recognised found) {
    nodes++;
    return next == asked.size() ? new Node(null, found) : new Node(asked.get(next), null);
  }

  private Recognised share(Recognised found) {
    for (Layout layout : layouts) {
      if (layout.isLike(found.layout())) {
        return found.with(layout);
      }
    }
    if (layouts.size() < MOST_ANSWERS) {
      layouts.add(found.layout());
    }
    return found;
  }

  private static List<Answer> withoutRepeated(List<Answer> answers) {
    List<Answer> distinct = new ArrayList<>(answers.size());
    for (Answer answer : answers) {
      if (distinct.stream().noneMatch(answer::asksTheSameAs)) {
        distinct.add(answer);
      }
    }
    return distinct;
  }

  private static boolean isLong(Answer answer) {
    return answer.text() != null && answer.text().length() > LONGEST_ANSWER;
  }
}
