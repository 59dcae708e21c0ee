package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.Contiguity;
import io.pixelated.streams.correlation.Frame;
import io.pixelated.streams.correlation.Grouping;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.SequenceStep.Times;
import io.pixelated.streams.correlation.SequenceStep.Until;
import io.pixelated.streams.correlation.StepCondition;
import io.pixelated.streams.correlation.StepCondition.Earlier;
import io.pixelated.streams.correlation.StepCondition.Elapsed;
import io.pixelated.streams.correlation.StepCondition.Pick;
import io.pixelated.streams.correlation.StepCondition.Total;
import io.pixelated.streams.correlation.StepCondition.WithConstant;
import io.pixelated.streams.correlation.StepCondition.WithEarlier;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Sequences of every shape that a document may have, and events for them. */
public final class RandomSequences {
  private static final List<String> RULES = List.of("a", "b", "c", "d");

  private final Random random;

  public RandomSequences(long seed) {
    random = new Random(seed);
  }

  static Sequence sequence(long within, List<SequenceStep> steps) {
    List<String> fields =
        steps.stream()
            .flatMap(SequenceStep::conditions)
            .flatMap(condition -> condition.fields().stream())
            .toList();
    Frame frame =
        new Frame(
            new RuleRef("s", "v1", "Title", Level.HIGH, List.of()),
            new Grouping(List.of(), Map.of()),
            fields,
            within,
            within,
            1,
            true,
            steps.toString(),
            steps.toString());
    return new Sequence(frame, steps);
  }

  /** The same sequence under another digest of its meaning. */
  public static Sequence meaning(Sequence sequence, String meaning) {
    Frame frame = sequence.frame();
    return new Sequence(
        new Frame(
            frame.ref(),
            frame.grouping(),
            frame.carried(),
            frame.timespan(),
            frame.suppress(),
            frame.depth(),
            frame.standalone(),
            frame.selection(),
            meaning),
        sequence.steps());
  }

  public Sequence sequence() {
    int count = 2 + random.nextInt(3);
    boolean endsNegated = random.nextInt(4) == 0;
    List<SequenceStep> steps = new ArrayList<>();
    boolean needed = false;
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      boolean negated = i > 0 && (last ? endsNegated : random.nextInt(5) == 0);
      boolean optional = !negated && (!last || endsNegated) && random.nextInt(5) == 0;
      boolean lastTaking = last || (endsNegated && i == count - 2);
      needed |= !negated && !optional;
      if (lastTaking && !needed && !negated) {
        optional = false;
        needed = true;
      }
      steps.add(negated ? negated(i, last, steps) : taking(i, last, optional, steps));
    }
    if (!needed) {
      return sequence();
    }
    return sequence(6 + random.nextInt(30), steps);
  }

  /** One of steps that ask for nothing but an event each, and at most for a value in it. */
  public Sequence plain() {
    List<SequenceStep> steps = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      SequenceStep step = SequenceStep.of("s" + i, rule(), 1);
      List<StepCondition> where =
          random.nextInt(4) > 0
              ? List.of()
              : List.of(new WithConstant("v", Comparison.NEQ, List.of("" + random.nextInt(3))));
      steps.add(
          new SequenceStep(
              step.name(),
              step.rule(),
              false,
              Times.ONCE,
              false,
              false,
              Contiguity.ANY,
              Contiguity.RELAXED,
              Optional.empty(),
              OptionalLong.empty(),
              where));
    }
    return sequence(6 + random.nextInt(40), steps);
  }

  private SequenceStep negated(int position, boolean last, List<SequenceStep> before) {
    SequenceStep plain = SequenceStep.not("s" + position, rule());
    boolean own = last && !before.get(position - 1).negated() && random.nextInt(3) == 0;
    return new SequenceStep(
        plain.name(),
        plain.rule(),
        true,
        Times.ONCE,
        false,
        false,
        Contiguity.ANY,
        Contiguity.RELAXED,
        Optional.empty(),
        own ? OptionalLong.of(2 + random.nextInt(20)) : OptionalLong.empty(),
        where("", before));
  }

  private SequenceStep taking(
      int position, boolean last, boolean optional, List<SequenceStep> before) {
    Times times = times(last);
    boolean loops = times.max() > 1;
    String name = "s" + position;
    boolean timed = (position > 0 || loops) && random.nextInt(6) == 0;
    List<SequenceStep> known = new ArrayList<>(before);
    SequenceStep own = SequenceStep.of(name, "a", 1);
    known.add(own);
    Optional<Until> until =
        loops && random.nextInt(4) == 0
            ? Optional.of(new Until(rule(), where("", known)))
            : Optional.empty();
    return new SequenceStep(
        name,
        rule(),
        false,
        times,
        optional,
        !last && (loops || optional) && random.nextInt(3) == 0,
        position == 0 ? Contiguity.ANY : contiguity(),
        loops && random.nextBoolean() ? contiguity() : Contiguity.RELAXED,
        until,
        timed ? OptionalLong.of(1 + random.nextInt(10)) : OptionalLong.empty(),
        where(name, known));
  }

  private Times times(boolean last) {
    int min = 1 + random.nextInt(2);
    return switch (random.nextInt(last ? 5 : 6)) {
      case 0 -> new Times(min + 1, min + 1);
      case 1 -> new Times(min, Times.UNBOUNDED);
      case 5 -> new Times(min, min + 1 + random.nextInt(2));
      default -> Times.ONCE;
    };
  }

  private List<StepCondition> where(String own, List<SequenceStep> known) {
    if (random.nextInt(3) > 0) {
      return List.of();
    }
    List<SequenceStep> taking = known.stream().filter(step -> !step.negated()).toList();
    Comparison comparison = one(List.of(Comparison.values()));
    SequenceStep step = one(taking);
    Earlier earlier = new Earlier(step.name(), one(List.of(Pick.values())));
    BigDecimal limit = BigDecimal.valueOf(1 + random.nextInt(4));
    return List.of(
        switch (random.nextInt(own.equals(step.name()) ? 6 : 5)) {
          case 0 -> new WithConstant("v", comparison, List.of(Integer.toString(random.nextInt(3))));
          case 1 -> new Elapsed(earlier, comparison, random.nextInt(8));
          case 2, 5 -> new Total(Total.Kind.COUNT, step.name(), "", comparison, limit);
          case 3 ->
              new Total(
                  random.nextBoolean() ? Total.Kind.SUM : Total.Kind.DISTINCT,
                  step.name(),
                  "v",
                  comparison,
                  limit);
          default -> new WithEarlier("v", comparison, earlier, random.nextBoolean() ? "v" : "w");
        });
  }

  private Contiguity contiguity() {
    return one(List.of(Contiguity.STRICT, Contiguity.RELAXED, Contiguity.ANY, Contiguity.ANY));
  }

  private String rule() {
    return one(RULES.subList(0, RULES.size() - 1));
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public List<MatchedEvent> events(Sequence sequence, int count) {
    List<MatchedEvent> events = new ArrayList<>();
    long time = 1_000;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) == 0 ? random.nextInt(8) : random.nextInt(3);
      List<String> rules = new ArrayList<>();
      rules.add(one(RULES));
      if (random.nextInt(4) == 0) {
        rules.add(one(RULES));
      }
      rules.retainAll(sequence.rules());
      if (!rules.isEmpty()) {
        events.add(event("e" + (char) ('a' + i), time, random.nextInt(3), rules));
      }
    }
    return events;
  }

  private MatchedEvent event(String id, long time, int value, List<String> rules) {
    Map<String, String> fields =
        switch (random.nextInt(8)) {
          case 0 -> Map.of();
          case 1 -> Map.of("v", "" + value);
          default -> Map.of("v", "" + value, "w", "" + random.nextInt(3));
        };
    return new MatchedEvent(
        id,
        time,
        time + 5,
        rules,
        "",
        fields,
        Certainty.CERTAIN,
        List.of(new Entity(EntityType.USER, "user of " + id)),
        Classification.UNKNOWN);
  }
}
