package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.SequenceStep;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.rule.CorrelationRule;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.Metadata;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of several drafts by what refers to them, and which of them are referred to. */
final class RuleIndex {
  /**
   * A rule that has a name: what the index leads to.
   *
   * @param rule as it was read; empty for a sequence
   * @param references its id and name
   * @param generates whether it raises incidents by itself even where others refer to it
   */
  record Indexed(
      RuleRef ref,
      SourceLocation source,
      Optional<SigmaRule> rule,
      List<String> references,
      boolean generates) {
    Optional<DetectionRule> detection() {
      return rule.filter(DetectionRule.class::isInstance).map(DetectionRule.class::cast);
    }

    /** Whether it matches or fires, so that a correlation can refer to it. */
    boolean happens() {
      return rule.filter(FilterRule.class::isInstance).isEmpty();
    }
  }

  private final Map<String, Indexed> byReference = new HashMap<>();
  private final Map<String, Indexed> detections = new LinkedHashMap<>();
  private final Set<String> referredTo = new HashSet<>();
  private final Set<String> generating = new HashSet<>();
  private final IdentityHashMap<Draft, List<Rejection>> duplicates = new IdentityHashMap<>();

  RuleIndex(Collection<Draft> drafts) {
    for (Draft draft : drafts) {
      for (SigmaRule rule : draft.rules()) {
        add(draft, rule);
      }
      for (SequenceDraft sequence : draft.sequences()) {
        RuleRef ref =
            new RuleRef(
                sequence.key(),
                draft.version(),
                sequence.title(),
                sequence.level(),
                sequence.tags());
        add(
            draft,
            new Indexed(
                ref,
                sequence.source(),
                Optional.empty(),
                names(ref, sequence.references()),
                sequence.generate()));
        refer(sequence.steps().stream().flatMap(SequenceStep::rules).toList(), sequence.generate());
      }
    }
  }

  /** Rules whose id or name another rule has. */
  IdentityHashMap<Draft, List<Rejection>> duplicates() {
    return duplicates;
  }

  Optional<Indexed> find(String reference) {
    return Optional.ofNullable(findOrNull(reference));
  }

  Indexed findOrNull(String reference) {
    return byReference.get(reference);
  }

  Collection<Indexed> detections() {
    return detections.values();
  }

  /** Whether the rule may raise incidents by itself. */
  boolean standalone(Indexed rule) {
    return rule.generates()
        || rule.references().stream().noneMatch(referredTo::contains)
        || rule.references().stream().anyMatch(generating::contains);
  }

  private void add(Draft draft, SigmaRule rule) {
    Metadata metadata = rule.metadata();
    RuleRef ref =
        new RuleRef(
            rule.key(),
            draft.version(),
            metadata.title(),
            Level.ofWord(metadata.level().map(Enum::name).orElse("")),
            metadata.tags());
    boolean generates =
        rule instanceof CorrelationRule correlation ? correlation.generate() : metadata.generate();
    List<String> references =
        Stream.concat(metadata.id().stream(), metadata.name().stream()).distinct().toList();
    add(
        draft,
        new Indexed(ref, metadata.source(), Optional.of(rule), names(ref, references), generates));
    if (rule instanceof CorrelationRule correlation) {
      refer(correlation.rules(), correlation.generate());
    }
  }

  private static List<String> names(RuleRef ref, List<String> references) {
    return references.isEmpty() ? List.of(ref.id()) : references;
  }

  private void add(Draft draft, Indexed rule) {
    for (String name : rule.references()) {
      Indexed first = byReference.get(name);
      if (first != null) {
        String message =
            "'"
                + name
                + "' is already used by '"
                + first.ref().title()
                + "' at "
                + first.source()
                + "; give each rule its own id and name";
        duplicates
            .computeIfAbsent(draft, key -> new ArrayList<>())
            .add(
                new Rejection(
                    rule.source().file(),
                    rule.ref().id(),
                    List.of(new Problem(rule.source().line(), message))));
        return;
      }
    }
    rule.references().forEach(name -> byReference.put(name, rule));
    if (rule.detection().isPresent()) {
      detections.put(rule.ref().id(), rule);
    }
  }

  private void refer(List<String> references, boolean generate) {
    referredTo.addAll(references);
    if (generate) {
      generating.addAll(references);
    }
  }
}
