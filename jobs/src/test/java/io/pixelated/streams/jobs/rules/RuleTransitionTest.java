package io.pixelated.streams.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch from one generation to the next, in many orders of what can happen. */
class RuleTransitionTest {
  private static final int CHANGES = RuleGenerations.KEPT - 1;
  private static final int ROUNDS = 200;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everySubtaskSwitchesAtTheSameEventTime(int parallelism) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      run(new Random(seed), parallelism, false);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everySubtaskSwitchesAtTheSameEventTimeThroughFailuresAndRescaling(int parallelism) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      run(new Random(seed), parallelism, true);
    }
  }

  private static void run(Random random, int parallelism, boolean failures) {
    List<List<Long>> partitions = partitions(random);
    Subtasks subtasks = new Subtasks(random, parallelism, partitions);
    int changes = 0;
    while (changes < CHANGES) {
      for (int steps = random.nextInt(60); steps > 0; steps--) {
        subtasks.step();
      }
      int what = failures ? random.nextInt(4) : random.nextInt(2);
      if (what == 0) {
        subtasks.change();
        changes++;
      } else if (what < 3) {
        subtasks.checkpoint();
      } else {
        subtasks.fail(1 + random.nextInt(5));
      }
    }
    subtasks.finish();

    Map<Long, Long> times = subtasks.times().get(0);
    assertThat(times).hasSize(CHANGES + 1);
    assertThat(new HashSet<>(subtasks.times())).as("what subtasks know").hasSize(1);
    assertThat(subtasks.told()).as("what is told downstream").isEqualTo(times);
    for (int p = 0; p < partitions.size(); p++) {
      for (int i = 0; i < partitions.get(p).size(); i++) {
        assertThat(subtasks.decision(p, i))
            .as("event %d of partition %d", i, p)
            .isEqualTo(generationAt(partitions.get(p).get(i), times));
      }
    }
  }

  /** Times that rise unevenly and go back now and then. */
  private static List<List<Long>> partitions(Random random) {
    List<List<Long>> partitions = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      List<Long> times = new ArrayList<>();
      long time = random.nextInt(200);
      for (int i = random.nextInt(120); i > 0; i--) {
        time += random.nextInt(10);
        times.add(time - random.nextInt(40));
      }
      partitions.add(times);
    }
    return partitions;
  }

  private static long generationAt(long time, Map<Long, Long> times) {
    long generation = 0;
    for (Map.Entry<Long, Long> each : new TreeMap<>(times).entrySet()) {
      if (each.getValue() <= time) {
        generation = each.getKey();
      }
    }
    return generation;
  }
}
