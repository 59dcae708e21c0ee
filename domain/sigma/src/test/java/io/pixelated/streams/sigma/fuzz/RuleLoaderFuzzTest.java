package io.pixelated.streams.sigma.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleCollection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.RuleSet;
import java.util.Set;

/** No bytes make the loader throw: what is no rule is rejected with a reason. */
class RuleLoaderFuzzTest {

  private static final FlatEvent EVENT =
      FlatEvent.of(new LogSources(Set.of("windows"), Set.of("process_creation"), Set.of()))
          .text("Image", "C:\\Windows\\System32\\whoami.exe")
          .number("EventID", "1")
          .nothing("User")
          .build();

  @FuzzTest(maxDuration = "2m")
  void rejectsWhatIsNoRuleWithAReason(byte[] yaml) {
    LoadResult result = RuleLoader.standard().withForeign("sequence").read("fuzz.yml", yaml);
    RuleCollection rules = RuleCollection.of(result);

    assertThat(rules.rejections())
        .allSatisfy(
            rejection -> {
              assertThat(rejection.reason()).isNotBlank();
              assertThat(rejection.line()).isPositive();
            });
    assertThat(RuleSet.of(rules.detections()).match(EVENT)).doesNotContainNull();
  }
}
