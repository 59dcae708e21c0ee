package io.pixelated.streams.connectors.kafka;

import java.time.Duration;

/**
 * The topics that jobs share, with what the broker must know of each: the catalogue.
 *
 * <p>Names are those of a region's own cluster; {@link Topics} prefixes them where one broker
 * serves several regions.
 */
public enum Topic {
  EVENTS_RAW(events("security.events.raw", 12).upTo(Limits.RAW_RECORD)),
  EVENTS_ENRICHED(events("security.events.enriched", 12)),
  DETECTIONS(events("security.detections", 12)),
  ALERTS(events("correlation.alerts", 12)),
  ALERTS_PROVISIONAL(events("correlation.alerts.provisional", 12)),
  INCIDENTS(latest("security.incidents", 12)),
  INTELLIGENCE_FEED(latest("threat.intelligence.feed", 6).compressed("lz4")),
  SIGHTINGS(month("intelligence.sightings", 6).compressed("lz4")),
  RULES(latest("detection.rules", 1)),
  RULES_STATUS(latest("detection.rules.status", 1)),
  RULES_QUALITY(latest("detection.rules.quality", 1)),
  SILENCES(latest("soc.silences", 1)),
  SILENCED(events("soc.silenced", 6)),
  DISPOSITIONS(latest("soc.dispositions", 6)),
  EDGE_TELEMETRY(events("edge.telemetry", 12)),
  ROUTING_HEALTH(latest("routing.health", 6)),
  ROUTING_DECISIONS(latest("routing.decisions", 6)),
  SOC_INCIDENTS(latest("soc.incidents", 12)),
  AUDIT(kept("compliance.audit", 24, Duration.ofDays(365)).compressed("gzip")),
  POLICIES(latest("compliance.policies", 1)),
  APPROVALS(latest("compliance.approvals", 1)),
  QUARANTINE(month("compliance.quarantine", 6).thinned()),
  PRIVACY_REQUESTS(month("privacy.requests", 6).thinned()),
  PRIVACY_ERASURES(month("privacy.erasures", 1)),
  PRIVACY_REPORTS(month("privacy.erasures.done", 1)),
  PRIVACY_RESPONSES(month("privacy.responses", 6)),
  PRIVACY_CHOICES(latest("privacy.choices", 1)),
  BREACH_NOTICES(latest("soc.breach.notices", 1)),
  OPS_ALERTS(events("ops.alerts", 6)),
  DEAD_LETTERS(month("dead.letters", 6).thinned());

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final Layout layout;

  Topic(Layout layout) {
    this.layout = layout;
  }

  /** Name in a region's own cluster, without prefix. */
  public String topicName() {
    return layout.name;
  }

  /** Partitions outside the local stack. */
  public int partitions() {
    return layout.partitions;
  }

  /** Whether only the latest record of each key is kept, for ever. */
  public boolean isCompacted() {
    return layout.retention.isZero();
  }

  /** Whether a tombstone removes the records of its key. */
  public boolean isRemovable() {
    return layout.removable;
  }

  /** How long records are kept; zero for a compacted topic, which keeps the latest of each key. */
  public Duration retention() {
    return layout.retention;
  }

  /** The broker's {@code compression.type} of the topic. */
  public String compression() {
    return layout.compression;
  }

  /** The largest record batch that the broker takes, in bytes. */
  public int maxMessageBytes() {
    return layout.maxMessageBytes;
  }

  /** Bounds on the size of a record, in bytes. */
  public static final class Limits {
    /** The largest raw record that a producer can send: what is larger, the broker refuses. */
    public static final int RAW_RECORD = 10 << 20;

    /**
     * Every other record. A dead letter holds a raw record in Base64 inside JSON: four thirds of
     * {@link #RAW_RECORD} plus room for the position and the reason.
     */
    public static final int RECORD = 16 << 20;

    private Limits() {}
  }

  /** How long topics keep what they are to be rid of. */
  public static final class Periods {
    /**
     * The longest that a topic may keep records if it is to be rid of them within a month of any
     * length: 28 days, of which the last is for the segment that Kafka deletes them with.
     */
    public static final Duration MONTH = Duration.ofDays(28);

    /** How long a segment takes records: its first one is kept that much longer than the last. */
    public static final Duration SEGMENT = Duration.ofDays(1);

    /** After how long at the latest a tombstone has had its effect in a topic that is compacted. */
    public static final Duration COMPACTED_WITHIN = Duration.ofDays(7);

    private Periods() {}
  }

  private static Layout events(String name, int partitions) {
    return kept(name, partitions, Duration.ofDays(7));
  }

  private static Layout kept(String name, int partitions, Duration retention) {
    return new Layout(name, partitions, retention, "snappy", Limits.RECORD, false);
  }

  private static Layout month(String name, int partitions) {
    return kept(name, partitions, Periods.MONTH.minus(Periods.SEGMENT));
  }

  private static Layout latest(String name, int partitions) {
    return kept(name, partitions, Duration.ZERO).thinned();
  }

  private record Layout(
      String name,
      int partitions,
      Duration retention,
      String compression,
      int maxMessageBytes,
      boolean removable) {
    Layout compressed(String codec) {
      return new Layout(name, partitions, retention, codec, maxMessageBytes, removable);
    }

    Layout upTo(int bytes) {
      return new Layout(name, partitions, retention, compression, bytes, removable);
    }

    Layout thinned() {
      return new Layout(name, partitions, retention, compression, maxMessageBytes, true);
    }
  }
}
