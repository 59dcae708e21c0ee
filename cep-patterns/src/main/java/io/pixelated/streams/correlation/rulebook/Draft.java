package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.RuleRewriter.Refused;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule document as it was read, by itself: whether what it refers to is there is another
 * question.
 *
 * @param source the document
 * @param version digest of its text
 * @param rules its detection and correlation rules, as they are written
 * @param sequences its sequences
 * @param rejections what could not be read of it
 */
record Draft(
    RuleDocument source,
    String version,
    List<SigmaRule> rules,
    List<SequenceDraft> sequences,
    List<Rejection> rejections) {
  /** Reads rules as they are written. */
  static final RuleLoader AS_WRITTEN = RuleLoader.standard().withForeign("sequence");

  Draft {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(version, "version");
    rules = List.copyOf(rules);
    sequences = List.copyOf(sequences);
    rejections = List.copyOf(rejections);
  }

  /** The document without the rules that the pipelines of {@code loader} refuse. */
  static Draft read(RuleDocument document, RuleLoader loader) {
    String name = document.file().isEmpty() ? document.key() : document.file();
    LoadResult loaded = loader.read(name, document.text());
    List<Rejection> rejections = new ArrayList<>(loaded.rejections());
    List<SigmaRule> rules = new ArrayList<>();
    for (SigmaRule rule : loaded.rules()) {
      if (rule instanceof DetectionRule
          && loader.rewrite(rule, reference -> Optional.empty()) instanceof Refused refused) {
        rejections.add(refused.rejection());
      } else {
        rules.add(rule);
      }
    }
    List<SequenceDraft> sequences = new ArrayList<>();
    loaded.foreign().forEach(found -> SequenceParser.parse(found, sequences, rejections));
    return new Draft(document, Ids.version(document.text()), rules, sequences, rejections);
  }

  /** Each rule of it by itself, without what could not be read. */
  List<Draft> parts() {
    List<Draft> parts = new ArrayList<>();
    rules.forEach(
        rule -> parts.add(new Draft(source, version, List.of(rule), List.of(), List.of())));
    sequences.forEach(
        sequence -> parts.add(new Draft(source, version, List.of(), List.of(sequence), List.of())));
    return parts;
  }

  /** Every name by which it is referred to, or by which it refers to others. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (SigmaRule rule : rules) {
      names.add(rule.key());
      rule.metadata().id().ifPresent(names::add);
      rule.metadata().name().ifPresent(names::add);
      names.addAll(rule.references());
    }
    for (SequenceDraft sequence : sequences) {
      names.add(sequence.key());
      names.addAll(sequence.references());
      sequence.steps().forEach(step -> step.rules().forEach(names::add));
    }
    return names;
  }

  RuleStatus accepted() {
    return new RuleStatus(source.key(), version, State.ACCEPTED, source.file(), 0, "");
  }

  RuleStatus rejected(List<Rejection> reasons) {
    String reason =
        reasons.isEmpty()
            ? "there is no rule in it; to remove a rule, write a record without a value"
            : reasons.stream().map(Rejection::reason).collect(Collectors.joining("; "));
    int line = reasons.isEmpty() ? 1 : reasons.get(0).line();
    return new RuleStatus(source.key(), version, State.REJECTED, source.file(), line, reason);
  }

  /** The key of the first rule in it; empty if there is none. */
  Optional<String> key() {
    return Stream.concat(
            rules.stream().map(SigmaRule::key), sequences.stream().map(SequenceDraft::key))
        .findFirst();
  }

  /** Whether it cannot run as it is: something in it is wrong, or there is nothing in it. */
  boolean isBroken() {
    return !rejections.isEmpty() || (rules.isEmpty() && sequences.isEmpty());
  }
}
