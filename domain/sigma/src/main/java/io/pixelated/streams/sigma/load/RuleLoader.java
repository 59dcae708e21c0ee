package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.predicate.Modifiers;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.yaml.YamlError;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads Sigma rules from YAML. A rule loads whole or is rejected with the reason; no input makes
 * the loader throw or stall.
 */
public final class RuleLoader {

  static final String NOT_UTF8 = "the file is not UTF-8; convert it";

  private final Set<String> foreignKeys;
  private final Modifiers modifiers;
  private final YamlLimits limits;
  private final Optional<RuleRewriter> pipelines;

  private RuleLoader(
      Set<String> foreignKeys,
      Placeholders placeholders,
      YamlLimits limits,
      Optional<RuleRewriter> pipelines) {
    this.foreignKeys = Set.copyOf(foreignKeys);
    this.modifiers = new Modifiers(placeholders);
    this.limits = Objects.requireNonNull(limits);
    this.pipelines = pipelines;
  }

  /** A loader without placeholder values that knows no documents but Sigma's. */
  public static RuleLoader standard() {
    return new RuleLoader(Set.of(), Placeholders.NONE, YamlLimits.DEFAULT, Optional.empty());
  }

  /** This loader, handing out documents with one of these top-level keys unread. */
  public RuleLoader withForeign(String... topLevelKeys) {
    return new RuleLoader(Set.of(topLevelKeys), modifiers.placeholders(), limits, pipelines);
  }

  /** This loader, with values for {@code expand}. */
  public RuleLoader withPlaceholders(Placeholders placeholders) {
    return new RuleLoader(foreignKeys, placeholders, limits, pipelines);
  }

  /**
   * This loader, with pipelines that change rules. Since filters go first, it is {@link #load} and
   * {@link #rewrite} that apply them; {@link #read} gives rules as they are written.
   */
  public RuleLoader withPipelines(RuleRewriter rewriter) {
    return new RuleLoader(foreignKeys, modifiers.placeholders(), limits, Optional.of(rewriter));
  }

  /**
   * What the pipelines make of a rule that {@link #read} gave, checked; the rule itself without
   * pipelines.
   *
   * @param others finds the rules that a correlation refers to
   */
  public RuleRewriter.Outcome rewrite(
      SigmaRule rule, Function<String, Optional<SigmaRule>> others) {
    return pipelines
        .map(rewriter -> new RewrittenCheck(modifiers).check(rewriter.rewrite(rule, others)))
        .orElseGet(() -> new RuleRewriter.Rewritten(rule));
  }

  /**
   * Reads the documents of one text. References between rules are not checked; {@link
   * RuleCollection} does that.
   *
   * @param name of the file or stream position, for rejections
   */
  public LoadResult read(String name, String yaml) {
    String text = yaml.startsWith("\ufeff") ? yaml.substring(1) : yaml;
    YamlStream stream = new YamlReader(limits).read(text);
    DocumentParser parser = new DocumentParser(name, foreignKeys, forReading());
    for (YamlNode document : stream.documents()) {
      parser.parse(document);
    }
    for (YamlError error : stream.errors()) {
      parser.reject("", error.line(), error.message());
    }
    return parser.result();
  }

  /** Reads the documents of one UTF-8 text; see {@link #read(String, String)}. */
  public LoadResult read(String name, byte[] yaml) {
    try {
      return read(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString());
    } catch (CharacterCodingException e) {
      Rejection rejection = new Rejection(name, "", 1, NOT_UTF8);
      return new LoadResult(List.of(), List.of(), List.of(rejection));
    }
  }

  /**
   * Reads the files that {@link RuleFile#read} finds below {@code paths}, and checks the rules as a
   * whole.
   */
  public RuleCollection load(List<Path> paths) {
    List<Rejection> unreadable = new ArrayList<>();
    List<RuleFile> files = RuleFile.read(paths, unreadable);
    List<LoadResult> results = new ArrayList<>();
    results.add(new LoadResult(List.of(), List.of(), unreadable));
    // each file stands for itself, and toList keeps their order
    results.addAll(files.parallelStream().map(file -> read(file.name(), file.text())).toList());
    return RuleCollection.of(LoadResult.join(results), this::rewrite);
  }

  /** What gets its values from pipelines cannot be checked before. */
  private Modifiers forReading() {
    return pipelines.isEmpty() ? modifiers : new Modifiers(Placeholders.LATER);
  }
}
