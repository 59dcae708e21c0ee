package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.kafka.KafkaSettings;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.jobs.audit.AuditSettings;
import io.pixelated.streams.jobs.correlation.CorrelationSettings;
import io.pixelated.streams.jobs.eventtime.EventTimeSettings;
import io.pixelated.streams.jobs.settings.OptionReader;
import io.pixelated.streams.residency.Region;
import io.pixelated.streams.residency.Regions;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * What one run of the job is told.
 *
 * @param region the region it runs in
 * @param kafka the region's Kafka cluster
 * @param topics the names of the topics there
 * @param groupId Kafka consumer group
 * @param database the region's database
 * @param keys where the region's keys are
 * @param pipelines what rules go through before they run
 * @param ingest what counts as a believable event time
 * @param eventTime how event time passes
 * @param correlation how matches are correlated
 * @param audit how verdicts are chained
 */
public record ThreatCorrelationSettings(
    String region,
    KafkaSettings kafka,
    Topics topics,
    String groupId,
    DatabaseSettings database,
    KeyLocation keys,
    RulePipelines pipelines,
    IngestSettings ingest,
    EventTimeSettings eventTime,
    CorrelationSettings correlation,
    AuditSettings audit) {
  /** The job's name in the audit chains. */
  private static final String JOB = "threat-correlation";

  public ThreatCorrelationSettings {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(pipelines, "pipelines");
    Objects.requireNonNull(ingest, "ingest");
    Objects.requireNonNull(eventTime, "eventTime");
    Objects.requireNonNull(correlation, "correlation");
    Objects.requireNonNull(audit, "audit");
  }

  /**
   * Reads the job's options.
   *
   * @throws io.pixelated.streams.jobs.settings.InvalidSettingsException with all that is wrong
   */
  public static ThreatCorrelationSettings read(Configuration configuration) {
    OptionReader options = new OptionReader(configuration, ThreatCorrelationOptions.all());
    String region = region(options);
    String servers = options.required(ThreatCorrelationOptions.BOOTSTRAP_SERVERS);
    Duration tolerance = notNegative(options, ThreatCorrelationOptions.FUTURE_TOLERANCE);
    Duration maxAge = notNegative(options, ThreatCorrelationOptions.MAX_AGE);
    EventTimeSettings eventTime =
        new EventTimeSettings(
            notNegative(options, ThreatCorrelationOptions.OUT_OF_ORDERNESS),
            notNegative(options, ThreatCorrelationOptions.IDLE_AFTER),
            notNegative(options, ThreatCorrelationOptions.SILENCE_AFTER));
    CorrelationSettings correlation =
        new CorrelationSettings(
            positive(options, ThreatCorrelationOptions.DEPTH),
            notNegative(options, ThreatCorrelationOptions.GATHER_FOR),
            positive(options, ThreatCorrelationOptions.GROUPS_PER_RULE),
            options.get(ThreatCorrelationOptions.GROUP_MEMORY));
    ZoneId zone = options.parsed(ThreatCorrelationOptions.SOURCE_ZONE, ZoneId::of);
    Topics topics = options.parsed(ThreatCorrelationOptions.TOPIC_PREFIX, Topics::new);
    RulePipelines pipelines = pipelines(options);
    KeyLocation keys = keys(options);
    DatabaseSettings database = DatabaseOptions.read(options);
    AuditSettings audit =
        new AuditSettings(
            region,
            JOB,
            keys,
            positive(options, ThreatCorrelationOptions.ANCHOR_EVERY),
            options.get(
                ThreatCorrelationOptions.ANCHOR_AFTER,
                after -> after.toMillis() > 0,
                "give 1 ms or more"));
    options.finish();
    return new ThreatCorrelationSettings(
        region,
        new KafkaSettings(servers, options.get(ThreatCorrelationOptions.KAFKA_PROPERTIES)),
        topics,
        options.get(ThreatCorrelationOptions.GROUP_ID) + '-' + region,
        database,
        keys,
        pipelines,
        new IngestSettings(region, tolerance, maxAge, zone),
        eventTime,
        correlation,
        audit);
  }

  /** The same with another database. */
  public ThreatCorrelationSettings withDatabase(DatabaseSettings other) {
    return new ThreatCorrelationSettings(
        region,
        kafka,
        topics,
        groupId,
        other,
        keys,
        pipelines,
        ingest,
        eventTime,
        correlation,
        audit);
  }

  private static String region(OptionReader options) {
    Regions regions = Regions.shipped();
    String region = options.required(ThreatCorrelationOptions.REGION);
    if (!region.isEmpty() && regions.find(region).isEmpty()) {
      String known = regions.all().stream().map(Region::id).collect(Collectors.joining(", "));
      options.refuse(ThreatCorrelationOptions.REGION, region, "use one of " + known);
    }
    return regions.find(region).map(Region::id).orElse(region);
  }

  private static KeyLocation keys(OptionReader options) {
    String location = options.required(ThreatCorrelationOptions.KEYS);
    // Whatever stands in for one that is missing: the job is refused for that.
    return new KeyLocation(location.isBlank() ? KeyLocation.ENVIRONMENT : location);
  }

  private static RulePipelines pipelines(OptionReader options) {
    List<String> given = options.get(ThreatCorrelationOptions.PIPELINES);
    try {
      return RulePipelines.read(given);
    } catch (IllegalArgumentException e) {
      options.refuse(ThreatCorrelationOptions.PIPELINES, given, e.getMessage());
      return RulePipelines.NONE;
    }
  }

  private static Duration notNegative(OptionReader options, ConfigOption<Duration> option) {
    return options.get(option, duration -> !duration.isNegative(), "give zero or more");
  }

  private static int positive(OptionReader options, ConfigOption<Integer> option) {
    return options.get(option, number -> number > 0, "give 1 or more");
  }
}
