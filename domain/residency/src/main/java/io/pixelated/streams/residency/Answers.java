package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.residency.minimise.FieldMachine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a ruling says to the questions that records put, each decided once: records are many, the
 * questions few. Not safe for use by several threads.
 */
final class Answers {
  private static final int MOST_REMEMBERED = 10_000;

  private final Ruling ruling;
  private final Map<Asked, Answer> known = new HashMap<>();
  private final Map<List<String>, FieldMachine> machines = new HashMap<>();

  private record Asked(Question question, int phase) {}

  /**
   * An answer, with what is the same of all records that put the question.
   *
   * @param machine what minimises them, if the verdict is to do so
   * @param destination {@link Request#destination}
   * @param dataClasses names of the record's classes of data
   */
  record Answer(
      Verdict verdict,
      Optional<FieldMachine> machine,
      String destination,
      List<String> dataClasses) {}

  Answers(Ruling ruling) {
    this.ruling = Objects.requireNonNull(ruling, "ruling");
  }

  Ruling ruling() {
    return ruling;
  }

  /** The answer for a record, by its event time. */
  Answer to(Request request) {
    Asked asked = new Asked(request.question(), ruling.phase(request.time()));
    Answer answer = known.get(asked);
    if (answer == null) {
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      answer = of(request, ruling.decide(asked.question(), request.time()));
      known.put(asked, answer);
    }
    return answer;
  }

  /** The answer where nothing was asked, or something failed, and this is the verdict. */
  Answer of(Request request, Verdict verdict) {
    Optional<FieldMachine> machine =
        verdict instanceof Verdict.Minimise minimise
            ? Optional.of(machines.computeIfAbsent(minimise.profiles(), this::machine))
            : Optional.empty();
    List<DataClass> classes = request.classification().dataClasses();
    return new Answer(
        verdict, machine, request.destination(), classes.stream().map(Enum::name).toList());
  }

  private FieldMachine machine(List<String> profiles) {
    return FieldMachine.of(profiles.stream().map(ruling.policies()::profile).toList());
  }
}
