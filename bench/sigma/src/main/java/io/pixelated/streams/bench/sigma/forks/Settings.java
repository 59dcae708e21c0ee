package io.pixelated.streams.bench.sigma.forks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How benchmarks are run.
 *
 * @param quick whether a rough figure suffices
 * @param rounds how often every throughput is measured, each time in a fresh process
 * @param jvm options of the measured processes
 * @param profiles where profiles of the measured processes go, if wanted
 */
public record Settings(boolean quick, int rounds, List<String> jvm, Optional<Path> profiles) {
  public Settings {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is " + rounds + "; give 1 or more");
    }
    jvm = List.copyOf(jvm);
  }
}
