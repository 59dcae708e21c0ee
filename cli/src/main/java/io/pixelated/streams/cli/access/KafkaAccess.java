package io.pixelated.streams.cli.access;

import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * The options by which a command reaches a region's Kafka cluster. What the brokers are for, and
 * whether they must be given, differs: {@code --bootstrap} is the command's own.
 */
public final class KafkaAccess {
  /** How long a command waits for the brokers before it says that they do not answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What precedes topics' names, where one broker serves several regions.")
  private String prefix = "";

  @Option(
      names = "--kafka",
      paramLabel = "key=value",
      description = "A property of the Kafka client: TLS, SASL; as often as needed.")
  private Map<String, String> properties = new TreeMap<>();

  /**
   * How to reach the cluster.
   *
   * @param bootstrap the brokers that {@code --bootstrap} names
   * @throws UsageException if it names none
   */
  public KafkaSettings at(String bootstrap) {
    if (bootstrap.isBlank()) {
      throw new UsageException("--bootstrap is empty; give host:port of a broker");
    }
    return new KafkaSettings(bootstrap, properties);
  }

  /** The name of a topic there. */
  public String name(Topic topic) {
    return new Topics(prefix).name(topic);
  }
}
