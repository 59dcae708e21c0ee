package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleRewriter;
import io.pixelated.streams.sigma.rule.FilterRule;
import io.pixelated.streams.sigma.rule.SigmaRule;
import io.pixelated.streams.sigma.rule.SourceLocation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A chain of pipelines, applied to rules as pySigma does: by ascending priority, and where that is
 * equal in the order given; a later one sees what an earlier one did. Immutable and thread-safe.
 */
public final class Pipelines implements RuleRewriter {

  /** A chain that changes nothing. */
  public static final Pipelines NONE = new Pipelines(List.of());

  private final List<ProcessingPipeline> chain;
  private final Map<String, List<String>> variables = new LinkedHashMap<>();

  private Pipelines(List<ProcessingPipeline> chain) {
    this.chain = chain;
    chain.forEach(pipeline -> variables.putAll(pipeline.variables()));
  }

  /** The chain of these pipelines; of two values of a variable the later counts. */
  public static Pipelines of(List<ProcessingPipeline> pipelines) {
    return new Pipelines(
        pipelines.stream().sorted(Comparator.comparingInt(ProcessingPipeline::priority)).toList());
  }

  /** The pipelines in the order in which they are applied. */
  public List<ProcessingPipeline> chain() {
    return chain;
  }

  public boolean isEmpty() {
    return chain.isEmpty();
  }

  /** What becomes of a rule that refers to no others. */
  public Outcome apply(SigmaRule rule) {
    return rewrite(rule, reference -> Optional.empty());
  }

  @Override
  public Outcome rewrite(SigmaRule rule, Function<String, Optional<SigmaRule>> others) {
    if (rule instanceof FilterRule) {
      return new Rewritten(rule);
    }
    DraftRule draft = new DraftRule(rule);
    Processing processing = new Processing(draft, variables, others);
    String at = "";
    try {
      for (ProcessingPipeline pipeline : chain) {
        at = pipeline.name();
        for (ProcessingItem item : pipeline.items()) {
          item.apply(processing);
        }
      }
      return new Rewritten(draft.finish());
    } catch (RuleRefusal refusal) {
      SourceLocation source = rule.metadata().source();
      return new Refused(
          new Rejection(
              source.file(),
              rule.key(),
              List.of(
                  new Problem(source.line(), refusal.getMessage() + " (pipeline '" + at + "')"))));
    }
  }
}
