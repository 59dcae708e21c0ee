package io.pixelated.streams.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long the brokers really keep what topics hold: their settings as they are, not as the
 * catalogue has them.
 *
 * <p>Kafka deletes segments, not records. One goes when its latest record is as old as the
 * retention; its first one may be older by as long as the segment took records.
 */
public final class TopicPeriods {
  private final Map<Topic, Duration> periods;
  private final List<String> problems;

  private TopicPeriods(Map<Topic, Duration> periods, List<String> problems) {
    this.periods = Map.copyOf(periods);
    this.problems = List.copyOf(problems);
  }

  /**
   * Asks the brokers.
   *
   * @param topics those that are to be rid of a record in time
   * @param limit how long a record may stay, or stay after its tombstone
   * @throws TopicAdmin.TopicException if the cluster does not answer in time
   */
  public static TopicPeriods of(
      KafkaSettings kafka, Topics names, Collection<Topic> topics, Duration limit, Duration timeout)
      throws InterruptedException {
    Map<Topic, Duration> periods = new EnumMap<>(Topic.class);
    List<String> problems = new ArrayList<>();
    Admin admin = Admin.create(kafka.toProperties());
    try {
      var existing = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      for (Topic topic : topics) {
        String name = names.name(topic);
        if (existing.contains(name)) {
          ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
          Config config =
              admin
                  .describeConfigs(List.of(resource))
                  .all()
                  .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                  .get(resource);
          Duration period = period(topic, config);
          if (period.compareTo(limit) > 0) {
            problems.add(problem(topic, name, period, limit));
          }
          periods.put(topic, period);
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new TopicAdmin.TopicException("the brokers do not say how long topics keep records", e);
    } finally {
      admin.close(TopicAdmin.CLOSING);
    }
    return new TopicPeriods(periods, problems);
  }

  /**
   * How long a topic may keep a record, or a compacted one what a tombstone removes; of the topics
   * that are there.
   */
  public Map<Topic, Duration> periods() {
    return periods;
  }

  /** What keeps records longer than it may, with what would help; a line each. */
  public List<String> problems() {
    return problems;
  }

  private static Duration period(Topic topic, Config config) {
    Duration deleted = deleted(config);
    Duration compacted = compacted(config);
    boolean byKey =
        topic.isCompacted() || (topic.isRemovable() && compacted.compareTo(deleted) < 0);
    return byKey ? compacted : deleted;
  }

  private static Duration deleted(Config config) {
    long retention = number(config, TopicConfig.RETENTION_MS_CONFIG);
    boolean deletes =
        config
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value()
            .contains(TopicConfig.CLEANUP_POLICY_DELETE);
    long forEver = Long.MAX_VALUE / 4;
    long kept = deletes && retention >= 0 ? Math.min(retention, forEver) : forEver;
    return Duration.ofMillis(kept).plus(segment(config));
  }

  private static Duration compacted(Config config) {
    if (!config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("compact")) {
      return Duration.ofMillis(Long.MAX_VALUE / 4);
    }
    long lag = number(config, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);
    return Duration.ofMillis(Math.min(lag, Long.MAX_VALUE / 4)).plus(segment(config));
  }

  private static Duration segment(Config config) {
    return Duration.ofMillis(
        Math.min(number(config, TopicConfig.SEGMENT_MS_CONFIG), Long.MAX_VALUE / 4));
  }

  private static long number(Config config, String name) {
    return Long.parseLong(config.get(name).value());
  }

  private static String problem(Topic topic, String name, Duration period, Duration limit) {
    String settings =
        topic.isCompacted()
            ? "max.compaction.lag.ms=%d,segment.ms=%d"
                .formatted(
                    Topic.Periods.COMPACTED_WITHIN.toMillis(), Topic.Periods.SEGMENT.toMillis())
            : "cleanup.policy=%s,retention.ms=%d,segment.ms=%d"
                .formatted(
                    topic.isRemovable() ? "[compact,delete]" : "delete",
                    topic.retention().toMillis(),
                    Topic.Periods.SEGMENT.toMillis());
    return "topic %s may keep a record for %s, and %d days are allowed; run kafka-configs --alter --entity-type topics --entity-name %s --add-config %s"
        .formatted(name, days(period), limit.toDays(), name, settings);
  }

  private static String days(Duration period) {
    return period.toDays() > 100_000 ? "ever" : period.toDays() + " days";
  }
}
