package io.pixelated.streams.cli.access;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.KeyProvider;
import picocli.CommandLine.Option;

/** The option by which a command is given a region's secret keys. */
public final class SecretKeys {
  @Option(
      names = "--keys",
      required = true,
      paramLabel = "LOCATION",
      description =
          "Where the region's keys are: a directory, or the word environment or development.")
  private String location = "";

  /**
   * The keys that are there; whether there are any, their use tells.
   *
   * @throws UsageException if the location is empty
   */
  public KeyProvider provider() {
    if (location.isBlank()) {
      throw new UsageException("--keys is empty; give a directory, environment or development");
    }
    return new KeyLocation(location).provider();
  }
}
