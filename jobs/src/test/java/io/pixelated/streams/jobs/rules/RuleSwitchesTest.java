package io.pixelated.streams.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RuleSwitchesTest {
  @Test
  void passesOnOnceWhatSeveralTellThroughARestore() throws Exception {
    OperatorSubtaskState state;
    try (var switches = started(null)) {
      tell(switches, 0, 0, 2, 0, 2);
      assertThat(passed(switches)).containsExactly(0L, 2L);
      state = switches.snapshot(1, 1);
    }
    try (var switches = started(state)) {
      tell(switches, 0, 2, 3, 3);
      assertThat(passed(switches)).containsExactly(3L);
    }
  }

  private static OneInputStreamOperatorTestHarness<RuleSwitch, RuleSwitch> started(
      OperatorSubtaskState state) throws Exception {
    var switches = new OneInputStreamOperatorTestHarness<>(new RuleSwitches());
    if (state != null) {
      switches.initializeState(state);
    }
    switches.open();
    return switches;
  }

  private static void tell(
      OneInputStreamOperatorTestHarness<RuleSwitch, RuleSwitch> switches, long... generations)
      throws Exception {
    for (long generation : generations) {
      switches.processElement(new RuleSwitch(generation, generation, List.of()), 0);
    }
  }

  private static List<Long> passed(
      OneInputStreamOperatorTestHarness<RuleSwitch, RuleSwitch> switches) {
    return switches.extractOutputValues().stream().map(RuleSwitch::generation).toList();
  }
}
