package io.pixelated.streams.sigma.load;

import io.pixelated.streams.sigma.rule.SigmaRule;
import java.util.ArrayList;
import java.util.List;

/** What was read from one or more files, each document by itself. */
public record LoadResult(
    List<SigmaRule> rules, List<ForeignDocument> foreign, List<Rejection> rejections) {

  static final LoadResult EMPTY = new LoadResult(List.of(), List.of(), List.of());

  public LoadResult {
    rules = List.copyOf(rules);
    foreign = List.copyOf(foreign);
    rejections = List.copyOf(rejections);
  }

  /** Several results as one, in their order. */
  public static LoadResult join(List<LoadResult> results) {
    List<SigmaRule> rules = new ArrayList<>();
    List<ForeignDocument> foreign = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (LoadResult result : results) {
      rules.addAll(result.rules());
      foreign.addAll(result.foreign());
      rejections.addAll(result.rejections());
    }
    return new LoadResult(rules, foreign, rejections);
  }
}
