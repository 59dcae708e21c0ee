package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.SequenceStep;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * What an event does to the partial matches at one place: which steps it can take, and what stays
 * open if it takes none. The automaton asks once per transition; the answer is found once.
 */
final class Outlook {
  private final Plan plan;
  private final Place place;
  private final boolean[] firstWillDo;
  private final boolean moreWillDo;
  private final int unreferenced;

  /** What was last asked about: each partial match comes with another one for each event. */
  private IterativeCondition.Context<Candidate> context;

  private Candidate candidate;
  private int takers;
  private int stayers;

  Outlook(Plan plan, Place place) {
    this.plan = plan;
    this.place = place;
    firstWillDo = new boolean[plan.end()];
    int unreferencedSteps = 0;
    for (int at = 0; at < plan.end(); at++) {
      if (!plan.step(at).negated()) {
        firstWillDo[at] = place.position() >= 0 && plan.firstWillDo(at);
        unreferencedSteps |= plan.isUnreferenced(at) ? 1 << at : 0;
      }
    }
    unreferenced = unreferencedSteps;
    moreWillDo = place.position() >= 0 && plan.moreWillDo(place.position());
  }

  /** Positions that {@code event} can take. */
  int takers(Candidate event, IterativeCondition.Context<Candidate> matched) throws Exception {
    look(event, matched);
    return takers;
  }

  /** Positions that stay open for those that do not take {@code event}. */
  int stayers(Candidate event, IterativeCondition.Context<Candidate> matched) throws Exception {
    look(event, matched);
    return stayers;
  }

  private void look(Candidate event, IterativeCondition.Context<Candidate> matched)
      throws Exception {
    if (matched == context) {
      return;
    }
    candidate = event;
    context = matched;
    takers = 0;
    stayers = 0;
    int closed = 0;
    Past past = new Past(matched);
    for (int at = 0; at <= plan.end(); at++) {
      if (!place.isOpen(at) || isDisproved(at, past)) {
        continue;
      }
      if (at == plan.end()) {
        stayers |= 1 << at;
        continue;
      }
      SequenceStep step = plan.step(at);
      boolean again = at == place.position();
      boolean ended = again && isEnded(step, past);
      boolean takes = !ended && takes(at, past);
      takers |= takes ? 1 << at : 0;
      stayers |= !ended && stays(again ? step.loop() : step.contiguity(), takes) ? 1 << at : 0;
      if (takes && again && moreWillDo) {
        closed |= -1 << at;
      } else if (takes && !again && firstWillDo[at]) {
        // What leaves the step out has lost nothing only if one event is enough for it.
        closed |= step.times().min() == 1 ? -1 << at | unreferenced : 1 << at;
      }
      if (takes && step.greedy() && place.position() >= 0) {
        break;
      }
    }
    stayers &= ~closed;
  }

  private static boolean stays(Contiguity contiguity, boolean takes) {
    return switch (contiguity) {
      case STRICT -> false;
      case RELAXED -> !takes;
      case ANY -> true;
    };
  }

  /** Whether it is what must not come before the step at {@code at}. */
  private boolean isDisproved(int at, Past past) throws Exception {
    for (int i = place.position() + 1; place.position() >= 0 && i < at; i++) {
      if (plan.step(i).negated()
          && (candidate.marks() & plan.ruleBit(i)) != 0
          && Conditions.hold(plan.step(i).where(), candidate.event(), past)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEnded(SequenceStep step, Past past) throws Exception {
    return step.until().isPresent()
        && (candidate.marks() & plan.untilBit(place.position())) != 0
        && Conditions.hold(step.until().get().where(), candidate.event(), past);
  }

  private boolean takes(int at, Past past) throws Exception {
    if ((candidate.marks() & plan.ruleBit(at)) == 0) {
      return false;
    }
    SequenceStep step = plan.step(at);
    if (step.within().isPresent() && place.position() >= 0) {
      MatchedEvent last = past.last(place.position());
      if (candidate.event().time() - last.time() >= step.within().getAsLong()) {
        return false;
      }
    }
    return Conditions.hold(step, candidate.event(), past);
  }

  /** The events of a partial match, by step. */
  private final class Past implements Conditions.Past {
    private final IterativeCondition.Context<Candidate> matched;

    Past(IterativeCondition.Context<Candidate> matched) {
      this.matched = matched;
    }

    @Override
    public List<MatchedEvent> events(String step) throws Exception {
      for (int i = 0; i < plan.end(); i++) {
        if (plan.step(i).name().equals(step)) {
          return events(i);
        }
      }
      throw new IllegalArgumentException("there is no step " + step);
    }

    MatchedEvent last(int position) throws Exception {
      MatchedEvent last = null;
      for (MatchedEvent event : events(position)) {
        last = event;
      }
      return last;
    }

    private List<MatchedEvent> events(int position) throws Exception {
      List<MatchedEvent> events = new ArrayList<>();
      matched.getEventsForPattern(Automaton.page(position)).forEach(c -> events.add(c.event()));
      return events;
    }
  }
}
