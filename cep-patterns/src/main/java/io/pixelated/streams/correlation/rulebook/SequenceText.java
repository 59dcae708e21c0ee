package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.correlation.StepCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the steps of a sequence say, in a form that compares. */
final class SequenceText {
  private SequenceText() {}

  /** The same for all steps that mean the same, whatever they are called. */
  static String of(List<SequenceStep> steps) {
    Map<String, String> places = new HashMap<>();
    List<String> texts = new ArrayList<>();
    for (SequenceStep step : steps) {
      places.put(step.name(), Integer.toString(places.size()));
      texts.add(step.with(UnaryOperator.identity(), places::get).toString());
    }
    return texts.toString();
  }

  /** The fields that their conditions look at. */
  static List<String> fields(List<SequenceStep> steps) {
    return steps.stream()
        .flatMap(SequenceStep::conditions)
        .map(StepCondition::fields)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
