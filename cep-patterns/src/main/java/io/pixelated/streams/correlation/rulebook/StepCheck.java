package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.SequenceStep.Times;
import io.pixelated.streams.sigma.rule.Timespan;
import java.util.List;
import java.util.Optional;

/** Looks for steps that each can be read, but not together, or that say what has no effect. */
final class StepCheck {
  /** Places that partial matches can be at; each is a state of the automaton. */
  private static final int MOST_PLACES = 4096;

  private final List<SequenceStep> steps;
  private final Optional<Timespan> within;
  private final int lastTaking;

  /** Takes in what is wrong with a step. */
  interface Reporter {
    void report(int position, String key, String message);
  }

  StepCheck(List<SequenceStep> steps, Optional<Timespan> within) {
    this.steps = steps;
    this.within = within;
    int last = -1;
    for (int i = 0; i < steps.size(); i++) {
      last = steps.get(i).negated() ? last : i;
    }
    lastTaking = last;
  }

  void check(Reporter reporter) {
    if (steps.get(0).negated()) {
      reporter.report(0, "not", "a sequence begins with an event; put one before the negated step");
      return;
    }
    if (steps.stream().allMatch(step -> step.negated() || step.optional())) {
      reporter.report(0, "optional", "every step is optional; a sequence needs one that is not");
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).negated()) {
        checkNegated(i, reporter);
      } else {
        checkTaking(i, reporter);
      }
    }
    if (places() > MOST_PLACES) {
      reporter.report(
          0,
          "times",
          "the steps can be combined in more than "
              + MOST_PLACES
              + " ways; make fewer optional steps in a row, or take fewer events");
    }
  }

  private void checkNegated(int position, Reporter reporter) {
    SequenceStep step = steps.get(position);
    if (step.within().isEmpty()) {
      return;
    }
    if (position < steps.size() - 1) {
      reporter.report(
          position,
          "within",
          "a negated step between others lasts until the next event; only a negated last step has"
              + " a 'within' of its own");
    } else if (steps.get(position - 1).negated()) {
      reporter.report(
          position,
          "within",
          "two negated steps at the end must last equally long; leave their 'within' out");
    }
  }

  private void checkTaking(int position, Reporter reporter) {
    SequenceStep step = steps.get(position);
    if (position == 0 && step.contiguity() != Contiguity.ANY) {
      reporter.report(0, "contiguity", "nothing comes before the first step; leave it out");
    }
    if (step.within().isPresent() && position == 0 && !step.loops()) {
      reporter.report(0, "within", "nothing comes before the first step; leave it out");
    }
    if (within.isPresent() && step.within().orElse(0) > within.get().duration().toMillis()) {
      reporter.report(
          position,
          "within",
          "the step's 'within' is longer than that of the sequence; shorten it");
    }
    if (step.until().isPresent() && !step.loops()) {
      reporter.report(
          position, "until", "'until' ends a step that takes several events; give it 'times'");
    }
    if (step.greedy() && !step.loops() && !step.optional()) {
      reporter.report(
          position, "greedy", "a step that takes one event takes no more; leave 'greedy' out");
    }
    if (!step.loops() && step.loop() != Contiguity.RELAXED) {
      reporter.report(
          position, "times", "a step that takes one event has nothing between; leave it out");
    }
    if (position == lastTaking && position == steps.size() - 1) {
      checkLast(position, reporter);
    }
  }

  private void checkLast(int position, Reporter reporter) {
    SequenceStep step = steps.get(position);
    Times times = step.times();
    if (step.optional()) {
      reporter.report(
          position, "optional", "the sequence is complete without its last step; leave it out");
    }
    if (step.greedy()) {
      reporter.report(position, "greedy", "nothing comes after the last step; leave 'greedy' out");
    }
    if (times.max() != times.min() && times.max() != Times.UNBOUNDED) {
      reporter.report(
          position,
          "times",
          "the sequence is complete with the last step's first "
              + times.min()
              + " events; leave max out");
    }
  }

  /** How many places there may be: so many events taken, and so many steps open or not. */
  private long places() {
    long places = 1;
    for (int i = 0; i < steps.size(); i++) {
      SequenceStep step = steps.get(i);
      if (!step.negated()) {
        int open = step.loops() ? 2 : 1;
        for (int j = i + 1;
            j < steps.size() && (steps.get(j).optional() || steps.get(j).negated());
            j++) {
          open += steps.get(j).negated() ? 0 : 1;
        }
        int taken = step.times().max() == Times.UNBOUNDED ? step.times().min() : step.times().max();
        places += (long) taken << open;
      }
    }
    return places;
  }
}
