package io.pixelated.streams.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void hasNoPercentilesWithoutValues() {
    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0));
  }

  @Test
  void takesTheNearestRank() {
    for (int i = 1000; i >= 1; i--) {
      latencies.add(i);
    }

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(1000, 500, 950, 990));
  }

  @Test
  void doesNotHideTheWorstOfAFew() {
    latencies.add(1);
    latencies.add(9000);

    assertThat(latencies.percentiles()).isEqualTo(new Percentiles(2, 1, 9000, 9000));
  }
}
