package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the documents of one file into rules, foreign documents and rejections. */
final class DocumentParser {

  private final String file;
  private final Set<String> foreignKeys;
  private final Modifiers modifiers;
  private final DocumentActions actions = new DocumentActions(this::isDetection);
  private final List<SigmaRule> rules = new ArrayList<>();
  private final List<ForeignDocument> foreign = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  DocumentParser(String file, Set<String> foreignKeys, Modifiers modifiers) {
    this.file = file;
    this.foreignKeys = foreignKeys;
    this.modifiers = modifiers;
  }

  void parse(YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.isNull()) {
      return;
    }
    if (!(node instanceof YamlMap map)) {
      reject("", node.line(), "a rule must be a mapping, not " + node.describe());
      return;
    }
    Problems problems = new Problems();
    Optional<YamlMap> document = actions.apply(map, problems);
    if (document.isPresent()) {
      parse(document.get(), problems);
    }
  }

  void reject(String rule, int line, String reason) {
    rejections.add(new Rejection(file, rule, line, reason));
  }

  LoadResult result() {
    return new LoadResult(rules, foreign, rejections);
  }

  private boolean isDetection(YamlMap document) {
    return !document.has("correlation")
        && !document.has("filter")
        && foreignKeys.stream().noneMatch(document::has);
  }

  private void parse(YamlMap document, Problems problems) {
    Optional<String> foreignKey = foreignKeys.stream().filter(document::has).sorted().findFirst();
    if (foreignKey.isPresent()) {
      foreign.add(
          new ForeignDocument(
              foreignKey.get(), new SourceLocation(file, document.line()), document));
      return;
    }
    Optional<? extends SigmaRule> rule;
    if (document.has("correlation")) {
      rule = CorrelationParser.parse(file, document, problems);
    } else if (document.has("filter")) {
      rule = FilterParser.parse(file, document, modifiers, problems);
    } else {
      rule = DetectionParser.parse(file, document, modifiers, problems);
    }
    if (problems.isEmpty() && rule.isPresent()) {
      rules.add(rule.get());
    } else {
      rejections.add(new Rejection(file, MetadataParser.identify(document), problems.list()));
    }
  }
}
