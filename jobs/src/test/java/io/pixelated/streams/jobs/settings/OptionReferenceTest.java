package io.pixelated.streams.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.jobs.regional.compliance.ComplianceOptions;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  /** Run with {@code -Dstreams.docs.write=true} to write the page anew. */
  @Test
  void thePageSaysWhatTheCodeSays() throws IOException {
    String expected =
        """
        # Configuration

        Options of the jobs, given as `-Dkey=value` to `./streams run` or in Flink's configuration file. Flink's own options work beside
        them; a key that begins with `streams.` and is not listed here is refused. This page is generated from the options in the code.

        ## threat-correlation

        """
            + OptionReference.table(ThreatCorrelationOptions.all())
            + """

            ## compliance

            Those of threat-correlation, and:

            """
            + OptionReference.table(ComplianceOptions.all());
    if (Boolean.getBoolean("streams.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(PAGE).hasContent(expected);
  }
}
