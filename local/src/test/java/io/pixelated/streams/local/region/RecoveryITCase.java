package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.region.Tripwire.Kind;
import io.pixelated.streams.local.region.Tripwire.Trap;
import io.pixelated.streams.local.stack.LocalStack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same input, processed undisturbed and with the job killed in the middle of it, leaves the
 * same in every topic and table.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class RecoveryITCase {
  private static final String REGION = "eu-central-1";
  private static final int PARTITIONS = 2;

  private static RecordedInput input;
  private static Outcome undisturbed;

  @BeforeAll
  static void processUndisturbed(LocalStack stack) throws Exception {
    input = RecordedInput.of(REGION, PARTITIONS);
    undisturbed = process(stack, Trap.none(), region -> {});
    undisturbed.assertSameAs(undisturbed);
    assertThat(undisturbed.once()).allSatisfy((topic, all) -> assertThat(all).isNotEmpty());
    assertThat(undisturbed.rows()).allSatisfy((table, all) -> assertThat(all).isNotEmpty());
  }

  @AfterEach
  void removeTrap() {
    Tripwire.set(Trap.none());
  }

  @Test
  void leavesTheSameWhenAnOperatorFails(LocalStack stack) throws Exception {
    Trap trap = Trap.at(input.offsetInSecondHalf(), Kind.FAIL);

    Outcome outcome = process(stack, trap, region -> spring(trap));

    outcome.assertSameAs(undisturbed);
  }

  @Test
  void leavesTheSameWhenATaskManagerIsLost(LocalStack stack) throws Exception {
    Trap trap = Trap.at(input.offsetInSecondHalf(), Kind.HOLD);

    Outcome outcome =
        process(
            stack,
            trap,
            region -> {
              spring(trap);
              region.loseTaskManager();
            });

    outcome.assertSameAs(undisturbed);
  }

  private interface Disturbance {
    void happen(TestRegion region) throws Exception;
  }

  /** Nothing of the second half is covered by a checkpoint when the disturbance comes. */
  private static Outcome process(LocalStack stack, Trap trap, Disturbance disturbance)
      throws Exception {
    Tripwire.set(trap);
    try (TestRegion region = TestRegion.create(stack, REGION, PARTITIONS)) {
      region.push(RecordedInput.rules());
      region.send(input.first());
      region.start(configuration(), Tripwire::define);
      region.awaitCovered();
      region.send(input.second());
      disturbance.happen(region);
      input.finish(region);
      // A lost TaskManager may cost a second restart, when its slots come back late.
      assertThat(region.restarts() > 0).isEqualTo(trap.offset() != Long.MAX_VALUE);
      return Outcome.of(region);
    }
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARTITIONS);
    // A subtask that reads on while the other still starts must not be taken for the only one.
    configuration.set(ThreatCorrelationOptions.IDLE_AFTER, Duration.ofSeconds(5));
    return configuration;
  }

  private static void spring(Trap trap) throws InterruptedException {
    assertThat(trap.sprung().await(TestRegion.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the record that springs the trap came by")
        .isTrue();
  }
}
