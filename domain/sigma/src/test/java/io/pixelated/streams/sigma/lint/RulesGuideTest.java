package io.pixelated.streams.sigma.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesGuideTest {
  @Test
  void listsEveryWarning() throws IOException {
    assertThat(Files.readString(guide()))
        .contains(
            Stream.of(Lint.values())
                .map(lint -> "| `" + lint.spelling() + "` | " + lint.about() + " |\n")
                .toList());
  }

  private static Path guide() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("docs/rules.md"))) {
        return at.resolve("docs/rules.md");
      }
    }
    throw new IllegalStateException("docs/rules.md is not above the working directory");
  }
}
