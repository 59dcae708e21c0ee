package io.pixelated.streams.correlation.sequence;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.DeweyNumber;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;

/**
 * Puts the ways of partial matches into an empty shared buffer: what two of them have in common is
 * there once, as if they had just branched off.
 */
final class Loading {
  private final Automaton automaton;
  private final SharedBufferAccessor<Candidate> accessor;
  private final IdentityHashMap<Candidate, EventId> events = new IdentityHashMap<>();
  private final List<Stem> stems = new ArrayList<>();
  private final List<ComputationState> matches = new ArrayList<>();
  private int runs = 1;

  Loading(Automaton automaton, SharedBufferAccessor<Candidate> accessor) {
    this.automaton = automaton;
    this.accessor = accessor;
  }

  /**
   * Puts all in.
   *
   * @param all by way, those first that go on where others end
   * @return the partial matches as the buffer knows them
   */
  List<ComputationState> load(List<Held> all) throws Exception {
    Way before = new Way(List.of());
    for (Held held : all) {
      List<Way.Taken> way = held.way().taken();
      int shared = shared(before, held.way());
      stems.subList(shared, stems.size()).clear();
      for (Way.Taken taken : way.subList(shared, way.size())) {
        grow(taken);
      }
      // Ways that go on come before one that ends here: its version is the greatest of them.
      Stem stem = stems.get(stems.size() - 1);
      DeweyNumber version = stem.branch();
      accessor.lockNode(stem.node, version);
      matches.add(
          ComputationState.createState(
              automaton.name(held.place()),
              stem.node,
              version,
              held.way().first().time(),
              held.way().last().time(),
              events.get(way.get(0).candidate())));
      before = held.way();
    }
    for (EventId event : events.values()) {
      accessor.releaseEvent(event);
    }
    return matches;
  }

  /** The number of the run that begins next. */
  int nextRun() {
    return runs;
  }

  private void grow(Way.Taken taken) throws Exception {
    EventId event = events.get(taken.candidate());
    if (event == null) {
      event = accessor.registerEvent(taken.candidate(), taken.event().time());
      events.put(taken.candidate(), event);
    }
    Stem parent = stems.isEmpty() ? null : stems.get(stems.size() - 1);
    DeweyNumber version = parent == null ? new DeweyNumber(runs++) : parent.branch();
    String page = Automaton.page(taken.position());
    NodeId node = accessor.put(page, event, parent == null ? null : parent.node, version);
    stems.add(new Stem(node, version.addStage()));
  }

  private static int shared(Way before, Way way) {
    int most = Math.min(before.taken().size(), way.taken().size());
    int shared = 0;
    while (shared < most && before.taken().get(shared).equals(way.taken().get(shared))) {
      shared++;
    }
    return shared;
  }

  /** An event on the way that is being put in. */
  private static final class Stem {
    private final NodeId node;
    private DeweyNumber next;

    Stem(NodeId node, DeweyNumber next) {
      this.node = node;
      this.next = next;
    }

    /** The version of another way that goes on from here. */
    DeweyNumber branch() {
      DeweyNumber branch = next;
      next = next.increase();
      return branch;
    }
  }
}
