package io.pixelated.streams.cli.rules;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One rule as a command line names it: by its file, or by its id, name or title.
 *
 * @param named what the command line says
 * @param file the rule's file, if it is one
 * @param paths everything to be loaded
 */
record RuleChoice(String named, Optional<Path> file, List<Path> paths) {
  private static final int MOST_NAMED = 5;

  RuleChoice {
    paths = List.copyOf(paths);
  }

  /**
   * What {@code named} means beside the rules in {@code directories}.
   *
   * @throws UsageException if there is neither such a file nor a directory to look in
   */
  static RuleChoice of(String named, List<Path> directories) {
    Path path = Path.of(named);
    if (Files.isDirectory(path)) {
      throw new UsageException(
          named + " is a directory; name one rule in it: --rule ID --rules " + named);
    }
    if (Files.exists(path)) {
      List<Path> paths = new ArrayList<>(directories);
      paths.add(path);
      return new RuleChoice(named, Optional.of(path), paths);
    }
    if (directories.isEmpty()) {
      throw new UsageException(
          "there is no file " + named + "; check the path, or name a rule's id and --rules DIR");
    }
    return new RuleChoice(named, Optional.empty(), directories);
  }

  /**
   * The correlation or sequence that is meant: by its id or title, or as the only rule of its file.
   */
  Optional<Correlation> correlation(Rulebook rulebook) {
    if (file.isEmpty()) {
      return rulebook.correlations().stream()
          .filter(each -> each.key().equals(named) || each.ref().title().equalsIgnoreCase(named))
          .findFirst();
    }
    List<String> keys =
        RuleFile.read(List.of(file.get()), new ArrayList<>()).stream()
            .flatMap(each -> RuleFiles.keys(each).stream())
            .toList();
    return keys.size() == 1 ? rulebook.correlation(keys.get(0)) : Optional.empty();
  }

  /**
   * The detection rule that is meant.
   *
   * @throws UsageException if there is none, or more than one
   * @throws IllegalStateException if it was rejected
   */
  DetectionRule choose(LoadedRules loaded) {
    List<DetectionRule> detections =
        loaded.rulebook().rules().stream()
            .flatMap(ref -> loaded.rulebook().detectionRules().rule(ref.id()).stream())
            .filter(this::isMeant)
            .toList();
    if (detections.size() == 1) {
      return detections.get(0);
    }
    if (detections.isEmpty()) {
      throw missing(loaded);
    }
    throw new UsageException(
        named
            + " has "
            + detections.size()
            + " rules; choose one with --rule ID --rules "
            + named
            + ": "
            + String.join(
                ", ", detections.stream().map(DetectionRule::key).limit(MOST_NAMED).toList()));
  }

  private boolean isMeant(DetectionRule rule) {
    return file.map(path -> isIn(path, rule))
        .orElseGet(() -> rule.answersTo(named) || rule.metadata().title().equalsIgnoreCase(named));
  }

  private static boolean isIn(Path file, DetectionRule rule) {
    return Path.of(rule.metadata().source().file()).equals(file);
  }

  private RuntimeException missing(LoadedRules loaded) {
    Optional<Rejection> rejection =
        loaded.rejections().stream()
            .filter(each -> each.rule().equals(named) || each.file().equals(named))
            .findFirst();
    if (rejection.isPresent()) {
      return new IllegalStateException(
          named
              + ":"
              + rejection.get().line()
              + ": the rule is rejected: "
              + rejection.get().reason());
    }
    Rulebook rulebook = loaded.rulebook();
    if (file.isPresent()) {
      return new UsageException(
          named + " has no detection rule; name one correlation in it: --rule ID --rules " + named);
    }
    List<String> known = rulebook.rules().stream().flatMap(ref -> names(ref, rulebook)).toList();
    String remedy = Suggestion.didYouMean(named, known);
    return new UsageException(
        "no rule has the id, name or title '"
            + named
            + "'"
            + (remedy.isEmpty() ? "; check it, and --rules" : remedy));
  }

  private static Stream<String> names(RuleRef ref, Rulebook rulebook) {
    Stream<String> name =
        rulebook.detectionRules().rule(ref.id()).stream()
            .flatMap(rule -> rule.metadata().name().stream());
    return Stream.concat(Stream.of(ref.id(), ref.title()), name);
  }
}
