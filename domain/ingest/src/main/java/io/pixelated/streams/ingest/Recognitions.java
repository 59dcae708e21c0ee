package io.pixelated.streams.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What events of one shape were recognised as, by the answers that their values gave: a tree of
 * questions, at whose ends all is answered that had to be asked. Bounded, for answers come from
 * outside; what is not remembered is found out again. Thread-safe.
 */
final class Recognitions {
  private static final int MOST_NODES = 1_024;
  private static final int MOST_ANSWERS = 64;
  private static final int LONGEST_ANSWER = 128;

  private static final int NODE_BYTES = 300;
  private static final int LAYOUT_BYTES_PER_VALUE = 150;

  private final Steps owner;
  private final List<Layout> layouts = new ArrayList<>();
  private volatile Node first;
  private int nodes;

  Recognitions(Steps owner) {
    this.owner = owner;
  }

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

    /** Where that answer leads; null if it is new. */
    Node by(Answer answer) {
      for (Way way : ways) {
        if (way.answer.equals(answer)) {
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
   * @param answers what its values answered until it was known
   * @return the same, with the layout of an earlier event if it is alike
   */
  synchronized Recognised remember(Values values, List<Answer> answers, Recognised found) {
    Recognised shared = share(found);
    List<Answer> open = withoutImplied(answers);
    if (nodes + open.size() >= MOST_NODES || open.stream().anyMatch(Recognitions::isLong)) {
      return shared;
    }
    if (first == null) {
      first = node(open, shared);
      return shared;
    }
    Node node = first;
    while (node.question != null && node.ways.length < MOST_ANSWERS) {
      Answer answer = node.question.askedOf(values);
      open.removeIf(answer::implies);
      Node next = node.by(answer);
      if (next == null && !isLong(answer)) {
        node.add(new Way(answer, node(open, shared)));
      }
      if (next == null) {
        break;
      }
      node = next;
    }
    return shared;
  }

  /** The questions that are open, one behind the other, as this event answers them. */
  private Node node(List<Answer> open, Recognised found) {
    Node node = new Node(null, found);
    nodes += open.size() + 1;
    owner.grew(NODE_BYTES * (open.size() + 1L));
    for (int i = open.size() - 1; i >= 0; i--) {
      Node before = new Node(open.get(i), null);
      before.add(new Way(open.get(i), node));
      node = before;
    }
    return node;
  }

  private Recognised share(Recognised found) {
    for (Layout layout : layouts) {
      if (layout.isLike(found.layout())) {
        return found.with(layout);
      }
    }
    if (layouts.size() < MOST_ANSWERS) {
      layouts.add(found.layout());
      owner.grew(LAYOUT_BYTES_PER_VALUE * (long) found.layout().size());
    }
    return found;
  }

  /** The answers in their order; of a value whose text is known, only the text. */
  private static List<Answer> withoutImplied(List<Answer> answers) {
    List<Answer> open = new ArrayList<>(answers.size());
    for (Answer answer : answers) {
      Answer telling =
          answers.stream()
              .filter(each -> each.value() == answer.value() && each.wanted() == null)
              .findFirst()
              .orElse(answer);
      if (open.stream().noneMatch(each -> each.implies(telling))) {
        open.add(telling);
      }
    }
    return open;
  }

  private static boolean isLong(Answer answer) {
    return answer.text() != null && answer.text().length() > LONGEST_ANSWER;
  }
}
