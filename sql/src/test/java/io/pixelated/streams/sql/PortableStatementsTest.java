package io.pixelated.streams.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shared migrations hold only forms of statements that both databases document. A new form is
 * added here by somebody who has looked it up in both manuals.
 */
class PortableStatementsTest {
  private static final String NAME = "[a-z_]+";
  private static final String TYPE =
      "(?:TEXT|TEXT\\[\\]|BIGINT|BOOLEAN|TIMESTAMPTZ|JSONB|BYTEA|INTERVAL)";
  private static final String COLUMN =
      NAME
          + " +"
          + TYPE
          + "(?: +NOT NULL)?(?: PRIMARY KEY)?(?: DEFAULT (?:now\\(\\)|FALSE|0|'[A-Z]*'))?";

  private static final List<Pattern> BOTH =
      Stream.of(
              "CREATE TABLE "
                  + NAME
                  + " \\( *"
                  + COLUMN
                  + "(?:, *"
                  + COLUMN
                  + ")*"
                  + "(?:, *PRIMARY KEY \\([a-z_, ]+\\))? *\\)",
              "CREATE INDEX "
                  + NAME
                  + " ON "
                  + NAME
                  + " \\([a-z_, ]+(?: DESC)?\\)"
                  + "(?: WHERE status = 'New' AND NOT removed)?",
              "CREATE INDEX " + NAME + " ON " + NAME + " USING GIN \\([a-z_]+\\)",
              "CREATE INDEX "
                  + NAME
                  + " ON "
                  + NAME
                  + " USING GIN \\(\\(payload -> '[a-z]+' -> '[a-z]+'\\)\\)",
              "DROP INDEX " + NAME,
              "ALTER TABLE " + NAME + " ADD COLUMN " + COLUMN,
              "ALTER TABLE " + NAME + " ALTER COLUMN " + NAME + " DROP DEFAULT",
              "ALTER TABLE "
                  + NAME
                  + " DROP CONSTRAINT "
                  + NAME
                  + ", ADD CONSTRAINT "
                  + NAME
                  + " PRIMARY KEY \\([a-z_, ]+\\)",
              "UPDATE "
                  + NAME
                  + " SET home_region = region, expires_at = event_time \\+"
                  + " INTERVAL '26 months' WHERE home_region = ''",
              "UPDATE "
                  + NAME
                  + " SET retained_as = 'HEALTH', expires_at = event_time \\+ INTERVAL '84 months'"
                  + " WHERE retained_as = 'PERSONAL' AND 'HEALTH' = ANY \\(data_classes\\)",
              "INSERT INTO retention \\(class, keep\\) VALUES (?:\\('[A-Z]+', INTERVAL '[0-9]+"
                  + " (?:months|days)'\\)(?:, )?)+ ON CONFLICT \\(class\\) DO UPDATE SET keep ="
                  + " excluded.keep",
              "CREATE VIEW hourly_threats AS SELECT .* FROM detections WHERE NOT removed GROUP BY"
                  + " home_region, date_trunc\\('hour', event_time(?: AT TIME ZONE 'UTC')?\\), severity",
              "DROP VIEW hourly_threats",
              "CREATE INDEX detections_by_hour ON detections \\(home_region,"
                  + " \\(date_trunc\\('hour', event_time AT TIME ZONE 'UTC'\\)\\)\\)")
          .map(Pattern::compile)
          .toList();

  @ParameterizedTest
  @MethodSource("statements")
  void isOfAFormThatBothDatabasesDocument(String statement) {
    assertThat(BOTH).as(statement).anyMatch(form -> form.matcher(statement).matches());
  }

  static Stream<String> statements() throws IOException, URISyntaxException {
    Path shared =
        Path.of(
            PortableStatementsTest.class
                .getResource("/io/pixelated/streams/sql/migrations/shared")
                .toURI());
    try (Stream<Path> files = Files.list(shared)) {
      return files.sorted().toList().stream()
          .flatMap(file -> Arrays.stream(text(file).split(";")))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).replaceAll("(?m)^--.*$", "").replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
