package io.pixelated.streams.sigma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.RuleRewriter.Outcome;
import io.pixelated.streams.sigma.load.RuleRewriter.Refused;
import io.pixelated.streams.sigma.load.RuleRewriter.Rewritten;
import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.rule.Selection;
import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs pipelines over a rule and writes what came of it as one line. */
final class RewrittenRule {

  private static final String RULE =
      """
      title: T
      id: 11111111-2222-4333-8444-555555555555
      status: test
      level: high
      date: 2024-05-06
      tags: [attack.t1059]
      fields: [CommandLine, Image]
      logsource: {product: windows, category: process_creation}
      detection:
        sel:
      %s
        condition: sel
      """;

  private RewrittenRule() {}

  static ProcessingPipeline pipeline(String yaml) {
    PipelineResult result = PipelineLoader.read("p.yml", yaml);
    assertThat(result).isInstanceOf(PipelineResult.Loaded.class);
    return ((PipelineResult.Loaded) result).pipeline();
  }

  static List<String> problems(String yaml) {
    PipelineResult result = PipelineLoader.read("p.yml", yaml);
    assertThat(result).isInstanceOf(PipelineResult.Rejected.class);
    return ((PipelineResult.Rejected) result)
        .rejection().problems().stream().map(p -> p.line() + ": " + p.message()).toList();
  }

  /** One transformation, given without its dash. */
  static ProcessingPipeline step(String yaml) {
    return pipeline("transformations:\n  - " + yaml.strip().replace("\n", "\n    ") + "\n");
  }

  static String rule(String selection) {
    return RULE.formatted(selection.strip().indent(4).stripTrailing());
  }

  static SigmaRule read(String yaml) {
    LoadResult result = RuleLoader.standard().withPipelines(Pipelines.NONE).read("r.yml", yaml);
    assertThat(result.rejections()).isEmpty();
    return result.rules().get(0);
  }

  static SigmaRule apply(String rule, ProcessingPipeline... pipelines) {
    Outcome outcome = Pipelines.of(List.of(pipelines)).apply(read(rule));
    assertThat(outcome).isInstanceOf(Rewritten.class);
    return ((Rewritten) outcome).rule();
  }

  /** Why the pipelines do not let the rule pass. */
  static Rejection refuse(String rule, ProcessingPipeline... pipelines) {
    RuleLoader loader = RuleLoader.standard().withPipelines(Pipelines.of(List.of(pipelines)));
    Outcome outcome = loader.rewrite(read(rule), reference -> Optional.empty());
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).rejection();
  }

  /** The one selection of a rule after one transformation. */
  static String selection(String selection, ProcessingPipeline... pipelines) {
    DetectionRule rule = (DetectionRule) apply(rule(selection), pipelines);
    return text(rule.selections().get("sel"));
  }

  /** Condition and selections. */
  static String text(DetectionRule rule) {
    return text(rule.condition())
        + rule.selections().entrySet().stream()
            .map(RewrittenRule::named)
            .collect(Collectors.joining());
  }

  private static String named(Map.Entry<String, Selection> selection) {
    return " | " + selection.getKey() + " = " + text(selection.getValue());
  }

  static String text(Selection selection) {
    if (selection instanceof DetectionItem item) {
      return Stream.concat(
                  Stream.of(item.field().orElse("")),
                  item.modifiers().stream().map(m -> m.spelling()))
              .collect(Collectors.joining("|"))
          + item.values().stream()
              .map(RewrittenRule::text)
              .collect(Collectors.joining(",", ":", ""));
    }
    return selection instanceof Selection.AllOf all
        ? joined(all.parts(), " and ")
        : joined(((Selection.AnyOf) selection).parts(), " or ");
  }

  private static String joined(List<Selection> parts, String by) {
    return parts.stream().map(RewrittenRule::text).collect(Collectors.joining(by, "(", ")"));
  }

  private static String text(RuleValue value) {
    return value instanceof RuleValue.Numeric number
        ? "#" + number.value().toPlainString()
        : StateCondition.text(value);
  }

  private static String text(Condition condition) {
    if (condition instanceof Condition.Named named) {
      return named.name();
    }
    if (condition instanceof Condition.Not not) {
      return "not " + text(not.part());
    }
    if (condition instanceof Condition.Quantified quantified) {
      return (quantified.all() ? "all of " : "1 of ") + quantified.names();
    }
    boolean and = condition instanceof Condition.And;
    return (and ? ((Condition.And) condition).parts() : ((Condition.Or) condition).parts())
        .stream()
            .map(RewrittenRule::text)
            .collect(Collectors.joining(and ? " and " : " or ", "(", ")"));
  }
}
