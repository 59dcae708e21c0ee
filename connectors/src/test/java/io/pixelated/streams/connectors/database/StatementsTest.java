package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.residency.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every statement that changes rows stands in one reviewed file, with where each database documents
 * its parts; {@link StoringContract} and {@link RetentionContract} execute them all.
 */
class StatementsTest {
  @Test
  void everyStatementIsInTheReviewedFile() throws IOException {
    List<String> sent = new ArrayList<>();
    for (Table table : Table.values()) {
      sent.add(table.upsert());
    }
    for (Table table : Table.values()) {
      sent.add(ExpiredRows.statement(table));
    }
    for (RecordKind kind : RecordKind.values()) {
      Table table = Table.valueOf(kind.name());
      sent.add(RowRetention.standings(table));
      sent.add(RowRetention.page(table));
      sent.add(RowRetention.update(table));
    }
    sent.add(RowRetention.LENGTHEN_AUDIT);

    assertThat(reviewed()).containsExactlyElementsOf(sent);
  }

  private static List<String> reviewed() throws IOException {
    try (InputStream file = StatementsTest.class.getResourceAsStream("statements.sql")) {
      String text =
          new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
      List<String> statements = new ArrayList<>();
      for (String statement : text.split(";\n", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    }
  }
}
