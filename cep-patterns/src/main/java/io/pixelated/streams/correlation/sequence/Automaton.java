package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.State;
import org.apache.flink.cep.nfa.State.StateType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * A sequence compiled to Flink CEP's automaton: a state per place that a partial match can be at.
 *
 * <p>Its states are built directly and not by way of a {@code Pattern}, whose compiler allows less
 * than a sequence may say and treats repetitions and negations that follow each other otherwise
 * than documented. In return every state is simple: an event is taken by a step, or ignored, with
 * what is still open told by the state that one is then in.
 */
final class Automaton {
  private static final String PAGE_END = ":";

  private final Plan plan;
  private final NFA<Candidate> nfa;
  private final List<Place> places = new ArrayList<>();
  private final Map<Place, State<Candidate>> states = new HashMap<>();
  private final Map<String, Place> byName = new HashMap<>();
  private final List<Long> interests = new ArrayList<>();
  private final Map<Place, Integer> numbers = new HashMap<>();

  Automaton(Sequence sequence) {
    plan = new Plan(sequence);
    List<State<Candidate>> all = new ArrayList<>();
    State<Candidate> complete = new State<>("complete", StateType.Final);
    all.add(complete);
    ArrayDeque<Place> unfinished = new ArrayDeque<>();
    state(new Place(-1, 0, plan.next(-1, 0)), unfinished, all);
    while (!unfinished.isEmpty()) {
      connect(unfinished.remove(), complete, unfinished, all);
    }
    places.forEach(place -> interests.add(place.interest(plan)));
    nfa = new NFA<>(all, Map.of(), 0, false);
  }

  /** Under what the events of a step are filed. */
  static String page(int position) {
    return Integer.toString(position);
  }

  Plan plan() {
    return plan;
  }

  NFA<Candidate> nfa() {
    return nfa;
  }

  /** Where every partial match begins. */
  Place start() {
    return places.get(0);
  }

  Place place(int number) {
    return places.get(number);
  }

  Place place(String state) {
    return byName.get(state);
  }

  int number(Place place) {
    return numbers.get(place);
  }

  String name(Place place) {
    return states.get(place).getName();
  }

  /** The rules whose events make a difference at {@code place}. */
  long interest(Place place) {
    return interests.get(number(place));
  }

  private State<Candidate> state(
      Place place, ArrayDeque<Place> unfinished, List<State<Candidate>> all) {
    State<Candidate> known = states.get(place);
    if (known != null) {
      return known;
    }
    int first = Integer.numberOfTrailingZeros(place.open());
    StateType type =
        place.position() < 0
            ? StateType.Start
            : place.isOpen(plan.end()) ? StateType.Pending : StateType.Normal;
    State<Candidate> state = new State<>(page(first) + PAGE_END + places.size(), type);
    numbers.put(place, places.size());
    places.add(place);
    states.put(place, state);
    byName.put(state.getName(), place);
    all.add(state);
    unfinished.add(place);
    return state;
  }

  private void connect(
      Place place,
      State<Candidate> complete,
      ArrayDeque<Place> unfinished,
      List<State<Candidate>> all) {
    State<Candidate> state = states.get(place);
    Outlook outlook = new Outlook(plan, place);
    boolean first = true;
    for (int at = 0; at < plan.end(); at++) {
      if (place.isOpen(at)) {
        int taken = plan.counted(at, at == place.position() ? place.taken() + 1 : 1);
        State<Candidate> target =
            plan.isComplete(at, taken)
                ? complete
                : state(new Place(at, taken, plan.next(at, taken)), unfinished, all);
        State<Candidate> taker = state;
        if (!first) {
          // Events are filed under the name of the state that takes them.
          taker = new State<>(page(at) + PAGE_END + number(place) + "+" + at, StateType.Normal);
          all.add(taker);
          state.addProceed(taker, null);
        }
        taker.addTake(target, new Takes(outlook, at));
        first = false;
      }
    }
    if (place.position() >= 0) {
      for (int open = place.open(); open > 0; open = open - 1 & place.open()) {
        State<Candidate> target =
            state(new Place(place.position(), place.taken(), open), unfinished, all);
        state.addIgnore(target, new Leaves(outlook, open));
      }
    }
  }

  /** Holds where an event can take a step. */
  private static final class Takes extends IterativeCondition<Candidate> {
    private static final long serialVersionUID = 1;

    private final transient Outlook outlook;
    private final int position;

    Takes(Outlook outlook, int position) {
      this.outlook = outlook;
      this.position = position;
    }

    @Override
    public boolean filter(Candidate event, Context<Candidate> matched) throws Exception {
      return (outlook.takers(event, matched) & 1 << position) != 0;
    }
  }

  /** Holds where exactly so much stays open after an event that is not taken. */
  private static final class Leaves extends IterativeCondition<Candidate> {
    private static final long serialVersionUID = 1;

    private final transient Outlook outlook;
    private final int open;

    Leaves(Outlook outlook, int open) {
      this.outlook = outlook;
      this.open = open;
    }

    @Override
    public boolean filter(Candidate event, Context<Candidate> matched) throws Exception {
      return outlook.stayers(event, matched) == open;
    }
  }
}
