package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rule files as the documents that they would be on {@code detection.rules}. */
public final class RuleFiles {
  private static final Origin NOWHERE = new Origin("", 0, 0, 0);

  private RuleFiles() {}

  /**
   * Reads the files that {@link RuleFile#read} finds below {@code paths}.
   *
   * @param rejections receives what cannot be read
   * @return one document per file, keyed by the first rule in it, else by the file's name
   */
  public static List<RuleDocument> read(List<Path> paths, List<Rejection> rejections) {
    return readUnkeyed(paths, rejections).stream().map(RuleFiles::keyed).toList();
  }

  /** The same, keyed by the files' names. */
  static List<RuleDocument> readUnkeyed(List<Path> paths, List<Rejection> rejections) {
    return RuleFile.read(paths, rejections).stream()
        .filter(file -> !file.text().isEmpty())
        .map(file -> new RuleDocument(file.name(), file.text(), file.name(), NOWHERE))
        .toList();
  }

  /** Keys of the rules that match or alert, as far as the file can be read, in their order. */
  public static List<String> keys(RuleFile file) {
    Draft draft =
        Draft.read(
            new RuleDocument(file.name(), file.text(), file.name(), NOWHERE),
            Draft.AS_WRITTEN.withPipelines(Pipelines.NONE));
    return Stream.concat(
            draft.rules().stream()
                .filter(rule -> !(rule instanceof FilterRule))
                .map(SigmaRule::key),
            draft.sequences().stream().map(SequenceDraft::key))
        .toList();
  }

  /** The document that the text of a file is. */
  static RuleDocument document(String file, String text) {
    return keyed(new RuleDocument(file, text, file, NOWHERE));
  }

  private static RuleDocument keyed(RuleDocument document) {
    String key = Draft.read(document, Draft.AS_WRITTEN).key().orElse(document.key());
    return new RuleDocument(key, document.text(), document.file(), document.origin());
  }
}
