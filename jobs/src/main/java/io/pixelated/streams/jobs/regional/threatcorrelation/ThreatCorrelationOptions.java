package io.pixelated.streams.jobs.regional.threatcorrelation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** The options of the job, as {@code -Dkey=value} or in Flink's configuration file. */
public final class ThreatCorrelationOptions {
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("streams.region")
          .stringType()
          .noDefaultValue()
          .withDescription("The region that the job runs in, as the residency regions name it.");

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("streams.kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers as host:port, separated by commas.");

  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      ConfigOptions.key("streams.kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription("Further properties of every Kafka client: TLS, SASL.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      ConfigOptions.key("streams.kafka.topic-prefix")
          .stringType()
          .defaultValue("")
          .withDescription(
              "What precedes every topic name, where one broker serves several regions.");

  public static final ConfigOption<String> GROUP_ID =
      ConfigOptions.key("streams.kafka.group-id")
          .stringType()
          .defaultValue("threat-correlation")
          .withDescription("Kafka consumer group; the region is added to it.");

  public static final ConfigOption<String> KEYS =
      ConfigOptions.key("streams.residency.keys")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where the TaskManagers find the region's keys: a directory with a file REGION.PURPOSE for"
                  + " each, or the word environment, or development for keys that everybody can"
                  + " derive. See residency.md.");

  public static final ConfigOption<List<String>> PIPELINES =
      ConfigOptions.key("streams.detection.pipelines")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Processing pipelines that rules go through before they run: files, which are read where"
                  + " the job is submitted, or names of shipped ones; separated by semicolons.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      ConfigOptions.key("streams.event-time.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription(
              "How far behind the latest event of its partition an event may come and still count in"
                  + " windows. Final alerts wait this long; provisional ones do not.");

  public static final ConfigOption<Duration> IDLE_AFTER =
      ConfigOptions.key("streams.event-time.idle-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How long a partition may be silent, while the job waits for input, before it no longer"
                  + " holds back event time. A job that is behind waits for it up to 16 times as long.");

  public static final ConfigOption<Duration> SILENCE_AFTER =
      ConfigOptions.key("streams.event-time.silence-after")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long nothing may arrive at all before event time passes with the clock, so that"
                  + " absence is noticed. Longer than the brokers may be away: what was written"
                  + " meanwhile is late. Zero: it waits for the next event.");

  public static final ConfigOption<Duration> FUTURE_TOLERANCE =
      ConfigOptions.key("streams.event-time.future-tolerance")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How far in the future of its Kafka timestamp an event's time may lie; beyond it, the"
                  + " Kafka timestamp is its time.");

  public static final ConfigOption<Duration> MAX_AGE =
      ConfigOptions.key("streams.event-time.max-age")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription(
              "How far before its Kafka timestamp an event's time may lie; an older one is detected"
                  + " but left out of windows. Zero: no limit.");

  public static final ConfigOption<String> SOURCE_ZONE =
      ConfigOptions.key("streams.event-time.source-zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription("The zone in which times without a zone are read.");

  public static final ConfigOption<Integer> DEPTH =
      ConfigOptions.key("streams.correlation.depth")
          .intType()
          .defaultValue(4)
          .withDescription(
              "How many correlations may be stacked on each other. A rule that goes deeper is"
                  + " rejected. Each level is an operator of its own.");

  public static final ConfigOption<Duration> GATHER_FOR =
      ConfigOptions.key("streams.correlation.gather-for")
          .durationType()
          .defaultValue(Duration.ofMillis(50))
          .withDescription(
              "How long matches that follow another of the same rule and group wait for more, to"
                  + " travel as one. The first never waits. Zero: each travels alone.");

  public static final ConfigOption<Integer> GROUPS_PER_RULE =
      ConfigOptions.key("streams.correlation.groups-per-rule")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "How many groups of one rule are kept in each of its timespans. Which of them, where"
                  + " there are more, is decided by their values and event times.");

  public static final ConfigOption<MemorySize> GROUP_MEMORY =
      ConfigOptions.key("streams.correlation.group-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription(
              "Heap in which each subtask keeps the groups at hand that matches came to last; the"
                  + " others are read from the state backend. Each level has half that of the one"
                  + " below.");

  public static final ConfigOption<Integer> ANCHOR_EVERY =
      ConfigOptions.key("streams.audit.anchor-every")
          .intType()
          .defaultValue(1_000)
          .withDescription("How many entries of an audit chain may be unsigned. See audit.md.");

  public static final ConfigOption<Duration> ANCHOR_AFTER =
      ConfigOptions.key("streams.audit.anchor-after")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("How long an entry of an audit chain may be unsigned.");

  private ThreatCorrelationOptions() {}

  /** All of them, in the order in which the reference lists them. */
  public static List<ConfigOption<?>> all() {
    return List.of(
        REGION,
        BOOTSTRAP_SERVERS,
        KAFKA_PROPERTIES,
        TOPIC_PREFIX,
        GROUP_ID,
        DatabaseOptions.URL,
        DatabaseOptions.USER,
        DatabaseOptions.PASSWORD_FILE,
        DatabaseOptions.TLS,
        DatabaseOptions.ROOT_CERTIFICATE,
        DatabaseOptions.BATCH_ROWS,
        DatabaseOptions.CONNECTIONS,
        DatabaseOptions.PATIENCE,
        KEYS,
        PIPELINES,
        OUT_OF_ORDERNESS,
        IDLE_AFTER,
        SILENCE_AFTER,
        FUTURE_TOLERANCE,
        MAX_AGE,
        SOURCE_ZONE,
        DEPTH,
        GATHER_FOR,
        GROUPS_PER_RULE,
        GROUP_MEMORY,
        ANCHOR_EVERY,
        ANCHOR_AFTER);
  }
}
