package io.pixelated.streams.connectors.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

/**
 * How to reach a Kafka cluster.
 *
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param properties client properties for every source, sink and admin client: TLS, SASL; values
 *     never print
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public KafkaSettings {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrapServers is empty: give host:port of a broker");
    }
    properties = Map.copyOf(properties);
  }

  /** A cluster that needs no further properties. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /** The properties as Kafka's clients take them, bootstrap servers included. */
  public Properties toProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("bootstrap.servers", bootstrapServers);
    return all;
  }

  /** Servers and the keys of the properties: their values may be secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", " + new TreeSet<>(properties.keySet()) + "]";
  }
}
