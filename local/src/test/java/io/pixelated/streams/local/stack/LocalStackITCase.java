package io.pixelated.streams.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicAdmin;
import io.pixelated.streams.connectors.kafka.Topics;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackITCase {
  @TempDir Path home;

  @Test
  void servesKafkaTheDatabaseAndTheUiAndLeavesNothingBehind() throws Exception {
    try (LocalStack stack = new LocalStack(LocalStackSettings.in(home))) {
      stack.start();

      try (TopicAdmin admin = new TopicAdmin(stack.kafka(), TopicAdmin.Scale.oneBroker(2))) {
        Topics topics = Topics.sharedBy("us-east-1");
        admin.createMissing(topics, EnumSet.allOf(Topic.class), Duration.ofSeconds(30));
        admin.createMissing(topics, EnumSet.allOf(Topic.class), Duration.ofSeconds(30));
      }
      try (Connection connection =
              DriverManager.getConnection(stack.database().url(), stack.database().user(), "");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM incidents")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isZero();
      }
      assertThat(status(stack)).isEqualTo(200);
    }

    assertThat(runs()).isEmpty();
  }

  private static int status(LocalStack stack) throws IOException {
    HttpURLConnection ui = (HttpURLConnection) stack.uiAddress().toURL().openConnection();
    try {
      return ui.getResponseCode();
    } finally {
      ui.disconnect();
    }
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(p -> p.getFileName().toString().startsWith("run-")).toList();
    }
  }
}
