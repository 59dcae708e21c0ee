package io.pixelated.streams.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IncidentPolicyFileTest {
  @Test
  void readsTheShippedPolicy() {
    assertThat(IncidentPolicyFile.shipped().quietMillis()).isEqualTo(4 * 3_600_000L);
  }

  @Test
  void namesEveryProblemAndWhatToDo() {
    String broken =
        IncidentPolicyFile.shippedText()
            .replace("quiet: PT4H", "quiet: four hours")
            .replace("threshold: 55", "treshold: 55")
            .replace("high: 50,", "high: -1,")
            .replace("rules: 128", "rules: 0")
            .replace("HOST, USER, ADDRESS", "HOSTS");

    assertThatThrownBy(() -> IncidentPolicyFile.parse(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quiet is 'four hours': give an ISO 8601 duration")
        .hasMessageContaining("risk.threshold is 'null': give a number")
        .hasMessageContaining("risk.treshold is not known: use [")
        .hasMessageContaining("risk.weights.high is missing or negative: give 0 or more")
        .hasMessageContaining("bounds.rules is 0: give 1 or more")
        .hasMessageContaining("names 'HOSTS': use [USER, HOST");
  }

  @Test
  void refusesWhatIsNoMapping() {
    assertThatThrownBy(() -> IncidentPolicyFile.parse("- 1"))
        .hasMessageContaining("the file is no mapping");
    assertThatThrownBy(() -> IncidentPolicyFile.parse("a: [")).hasMessageContaining("not YAML");
  }
}
