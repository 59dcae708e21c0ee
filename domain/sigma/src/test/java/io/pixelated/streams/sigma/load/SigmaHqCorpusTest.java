package io.pixelated.streams.sigma.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.Corpus;
import io.pixelated.streams.sigma.match.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigmaHqCorpusTest {

  @Test
  void loadsEveryRuleExceptThoseWithPlaceholders() {
    var folder = Corpus.folder("sigma");
    long start = System.nanoTime();
    RuleCollection rules = RuleLoader.standard().load(List.of(folder));
    long loaded = System.nanoTime();
    RuleSet set = RuleSet.of(rules.detections());
    long compiled = System.nanoTime();
    System.out.printf(
        "SigmaHQ: %d rules loaded, %d rejected in %d ms, compiled in %d ms%n",
        rules.detections().size(),
        rules.rejections().size(),
        (loaded - start) / 1_000_000,
        (compiled - loaded) / 1_000_000);

    assertThat(rules.rejections())
        .allSatisfy(r -> assertThat(r.reason()).contains("placeholder %", "has no values"));
    assertThat(rules.detections()).hasSize(set.size());
    assertThat(rules.detections().size() + rules.rejections().size()).isGreaterThan(3_000);
  }
}
