package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.local.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input, processed without a break and with the job stopped twice and started again with
 * more and with fewer subtasks, leaves the same in every topic and table.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class RescaleITCase {
  private static final String REGION = "ap-southeast-1";
  private static final int PARTITIONS = 2;

  @TempDir private Path savepoints;

  @Test
  void leavesTheSameWhenTheJobIsRescaled(LocalStack stack) throws Exception {
    RecordedInput input = RecordedInput.of(REGION, PARTITIONS);
    List<RawMessage> second = input.second();
    int third = second.size() / 2;
    Outcome unbroken;
    try (TestRegion region = TestRegion.create(stack, REGION, PARTITIONS)) {
      region.push(RecordedInput.rules());
      region.send(input.first());
      region.send(second);
      region.start(parallelism(2));
      input.finish(region);
      unbroken = Outcome.of(region);
    }
    assertThat(unbroken.once()).allSatisfy((topic, all) -> assertThat(all).isNotEmpty());

    try (TestRegion region = TestRegion.create(stack, REGION, PARTITIONS)) {
      region.push(RecordedInput.rules());
      region.send(input.first());
      region.start(parallelism(2));
      region.awaitCovered();
      String first = region.stop(savepoints);
      region.send(second.subList(0, third));
      region.resume(first, parallelism(4));
      region.awaitCovered();
      String next = region.stop(savepoints);
      region.send(second.subList(third, second.size()));
      region.resume(next, parallelism(1));

      input.finish(region);
      Outcome.of(region).assertSameAs(unbroken);
    }
  }

  private static Configuration parallelism(int subtasks) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, subtasks);
    configuration.set(ThreatCorrelationOptions.IDLE_AFTER, Duration.ofSeconds(5));
    return configuration;
  }
}
