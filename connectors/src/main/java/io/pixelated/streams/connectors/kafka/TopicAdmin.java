package io.pixelated.streams.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the catalogue's topics where they are missing; never changes one that exists. */
public final class TopicAdmin implements AutoCloseable {
  /** How long unanswered questions hold up the end: without a limit, a minute. */
  static final Duration CLOSING = Duration.ofSeconds(1);

  private static final long POLL_MILLIS = 50;

  /**
   * How far a producer's clock may run ahead of the broker's: event times are believed relative to
   * it, so a record further ahead is refused.
   */
  private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

  private final String brokers;
  private final Admin admin;
  private final Scale scale;

  /** Connects lazily: an unreachable cluster shows with the first call. */
  public TopicAdmin(KafkaSettings kafka, Scale scale) {
    this.brokers = kafka.bootstrapServers();
    this.admin = Admin.create(kafka.toProperties());
    this.scale = Objects.requireNonNull(scale, "scale");
  }

  /**
   * Creates what is missing of the given topics and returns when every partition has a leader.
   *
   * @throws TopicException if the cluster refuses or does not get there within {@code timeout}
   */
  public void createMissing(Topics names, Collection<Topic> topics, Duration timeout)
      throws InterruptedException {
    createMissing(Map.of(names, Set.copyOf(topics)), timeout);
  }

  /** As {@link #createMissing(Topics, Collection, Duration)}, for several regions in one go. */
  public void createMissing(Map<Topics, Set<Topic>> wanted, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<NewTopic> all = new ArrayList<>();
    wanted.forEach((names, topics) -> topics.forEach(t -> all.add(newTopic(names.name(t), t))));
    for (Map.Entry<String, KafkaFuture<Void>> created :
        admin.createTopics(all).values().entrySet()) {
      try {
        created.getValue().get(remaining(deadline), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new TopicException("cannot create topic " + created.getKey(), e.getCause());
        }
      } catch (TimeoutException e) {
        throw new TopicException(
            brokers + " did not say in time that topic " + created.getKey() + " is created", null);
      }
    }
    awaitLeaders(all.stream().map(NewTopic::name).toList(), deadline);
  }

  private void awaitLeaders(List<String> names, long deadline) throws InterruptedException {
    while (!allHaveLeaders(names, deadline)) {
      if (remaining(deadline) == 0) {
        throw new TopicException("some topic still has a partition without leader", null);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean allHaveLeaders(List<String> names, long deadline) throws InterruptedException {
    try {
      return admin
          .describeTopics(names)
          .allTopicNames()
          .get(remaining(deadline), TimeUnit.NANOSECONDS)
          .values()
          .stream()
          .allMatch(TopicAdmin::hasLeaders);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false; // created, but not yet known to the broker that was asked
      }
      throw new TopicException("cannot describe topics", e.getCause());
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static boolean hasLeaders(TopicDescription topic) {
    return topic.partitions().stream().allMatch(p -> p.leader() != null && !p.leader().isEmpty());
  }

  private static long remaining(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private NewTopic newTopic(String name, Topic topic) {
    int partitions = Math.min(topic.partitions(), scale.maxPartitions());
    return new NewTopic(name, partitions, scale.replication()).configs(configOf(topic));
  }

  private Map<String, String> configOf(Topic topic) {
    return Map.of(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(scale.minInSync()),
        TopicConfig.CLEANUP_POLICY_CONFIG,
        cleanupOf(topic),
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(Topic.Periods.SEGMENT.toMillis()),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
        Long.toString(Topic.Periods.COMPACTED_WITHIN.toMillis()),
        TopicConfig.RETENTION_MS_CONFIG,
        topic.isCompacted() ? "-1" : Long.toString(topic.retention().toMillis()),
        TopicConfig.COMPRESSION_TYPE_CONFIG,
        topic.compression(),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(topic.maxMessageBytes()),
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
        Long.toString(FUTURE_TOLERANCE.toMillis()));
  }

  private static String cleanupOf(Topic topic) {
    if (topic.isCompacted()) {
      return TopicConfig.CLEANUP_POLICY_COMPACT;
    }
    return topic.isRemovable()
        ? TopicConfig.CLEANUP_POLICY_COMPACT + ',' + TopicConfig.CLEANUP_POLICY_DELETE
        : TopicConfig.CLEANUP_POLICY_DELETE;
  }

  @Override
  public void close() {
    admin.close(CLOSING);
  }

  /**
   * How large the cluster is.
   *
   * @param maxPartitions cap on the catalogue's partitions of a topic
   * @param replication copies of each partition
   */
  public record Scale(int maxPartitions, short replication) {
    public Scale {
      if (maxPartitions < 1 || replication < 1) {
        throw new IllegalArgumentException(
            "maxPartitions is "
                + maxPartitions
                + ", replication "
                + replication
                + ": both are at least 1");
      }
    }

    /** A write waits for two copies where there are three. */
    int minInSync() {
      return replication >= 3 ? 2 : 1;
    }

    /** The catalogue's partitions, three copies. */
    public static Scale production() {
      return new Scale(Integer.MAX_VALUE, (short) 3);
    }

    /** One broker on one machine. */
    public static Scale oneBroker(int maxPartitions) {
      return new Scale(maxPartitions, (short) 1);
    }
  }

  /** Says which topic could not be made ready, and why. */
  public static final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicException(String message, Throwable cause) {
      super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
  }
}
