package io.pixelated.streams.cli.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.cli.access.KafkaAccess;
import io.pixelated.streams.cli.access.SecretKeys;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.KeyedTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where requests are put to the job {@code compliance} of a region, and answered. */
final class PrivacyDesk {
  private static final long POLL_MILLIS = 1_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The region's Kafka brokers.")
  private String bootstrap = "";

  @Mixin private KafkaAccess access = new KafkaAccess();

  @Mixin private SecretKeys keys = new SecretKeys();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the answer (default: ${DEFAULT-VALUE}).")
  private long wait = 300;

  /**
   * Sends a request and prints its answer, each part a line of JSON.
   *
   * @param command what asks, as it is called
   * @return the exit code: of problems, if there was no answer in time
   */
  int ask(PrivacyRequest request, String command, Terminal terminal)
      throws IOException, InterruptedException {
    KafkaSettings kafka = access.at(bootstrap);
    SealedJson sealed = new SealedJson(keys.provider());
    String id = request.header().id();
    // One that came before is not worked on again: its answer is there.
    long since =
        Math.min(request.header().requestedAt().toEpochMilli(), System.currentTimeMillis());
    KeyedTopic.put(
        kafka,
        access.name(Topic.PRIVACY_REQUESTS),
        id,
        PrivacyRequestJson.write(request),
        KafkaAccess.PATIENCE);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
    try (Progress progress = new Progress(terminal, command)) {
      while (System.nanoTime() < deadline) {
        List<KeyedRecord> answers = answers(kafka, access.name(Topic.PRIVACY_RESPONSES), since, id);
        if (!answers.isEmpty()) {
          for (KeyedRecord answer : answers) {
            terminal.results().write(content(answer.value(), sealed));
            terminal.results().write('\n');
          }
          return ExitCodes.DONE;
        }
        progress.show(() -> "waiting for the job compliance to answer");
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    terminal
        .messages()
        .println(
            "streams "
                + command
                + ": no answer to "
                + id
                + " yet; does the job compliance run in this region?");
    return ExitCodes.PROBLEMS;
  }

  private static List<KeyedRecord> answers(KafkaSettings kafka, String topic, long since, String id)
      throws IOException {
    List<KeyedRecord> found = new ArrayList<>();
    KeyedTopic.readSince(
        kafka,
        topic,
        since,
        KafkaAccess.PATIENCE,
        record -> {
          // All parts become visible together.
          if (record.key().equals(id) || record.key().startsWith(id + '/')) {
            found.add(record);
          }
        });
    return found;
  }

  /** What an answer says; a certificate is not sealed. */
  private static byte[] content(byte[] answer, SealedJson sealed) throws IOException {
    JsonNode record = MAPPER.readTree(answer);
    if (!record.has("value")) {
      return answer;
    }
    try {
      return MAPPER.writeValueAsBytes(
          MAPPER.readTree(MAPPER.readTree(sealed.open(answer)).path("text").asText()));
    } catch (SealException e) {
      throw new IOException("the answer cannot be opened: " + e.getMessage(), e);
    }
  }
}
