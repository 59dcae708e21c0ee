package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.database.StoredRecord;
import io.pixelated.streams.connectors.database.StoredRecords;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicPeriods;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.SubjectMatcher;
import io.pixelated.streams.privacy.erasure.Certificate;
import io.pixelated.streams.privacy.erasure.Certificate.Erased;
import io.pixelated.streams.privacy.erasure.Certificate.Expiring;
import io.pixelated.streams.privacy.erasure.Certificate.Kept;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ReportLedger;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Erases a subject from the region's tables and topics, once running jobs have forgotten them.
 * Doing it again after a failure gives the same certificate but for its time.
 */
final class ErasureWork {
  /** Rows may still be on their way when running jobs have reported. */
  private static final int SWEEPS = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** After a tombstone is compacted, it is itself kept that long: Kafka's default. */
  private static final Duration TOMBSTONE = Duration.ofDays(1);

  private final Place place;
  private final KeyProvider keys;
  private final InstantSource clock;
  private final List<String> stages;

  private final List<Erased> erased = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<Expiring> expiring = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Outbound> records = new ArrayList<>();

  ErasureWork(Place place, KeyProvider keys, InstantSource clock, List<String> stages) {
    this.place = place;
    this.keys = keys;
    this.clock = clock;
    this.stages = stages;
  }

  /**
   * Does it.
   *
   * @param reports what running jobs report that they forgot
   * @param sweeps how long after it rows that came late are looked for
   * @throws IOException if the database or the brokers fail: it has to be done again
   */
  Certificate erase(
      PrivacyRequest request,
      String pseudonym,
      List<ErasureReport> reports,
      List<Duration> sweeps,
      Policies policies)
      throws IOException, InterruptedException {
    SubjectMatcher subject = subject(request);
    missing.addAll(new ReportLedger(stages).missing(reports));
    eraseRows(Ids.of("erasure", place.region(), request.id()), subject, row -> true, policies);
    keepArchive(subject);
    TopicTraces traces = new TopicTraces(place, keys, subject);
    removeFromTopics(traces);
    leaveToPeople(traces);
    checkAudit(traces);
    Instant now = clock.instant();
    expire(request.header().requestedAt(), now);
    expireLateRows(sweeps, request.header().requestedAt(), now);
    return certificate(request, pseudonym, policies, now, reports);
  }

  /**
   * Looks once more for rows about the subject: those of events from before the order, whenever
   * they were stored. What happened later is kept as anybody's.
   *
   * @throws IOException if the database fails: it has to be done again
   */
  Certificate sweep(PrivacyRequest request, Task task, Policies policies) throws IOException {
    eraseRows(
        Ids.of("erasure", place.region(), request.id(), "sweep-" + task.sweep()),
        subject(request),
        row -> row.eventTime() < task.before(),
        policies);
    return certificate(request, task.received().pseudonym(), policies, clock.instant(), List.of());
  }

  private SubjectMatcher subject(PrivacyRequest request) {
    return new SubjectMatcher(request.header().subject(), keys, place.region());
  }

  private Certificate certificate(
      PrivacyRequest request,
      String pseudonym,
      Policies policies,
      Instant now,
      List<ErasureReport> reports) {
    return new Certificate(
        request.id(),
        place.region(),
        pseudonym,
        request.header().requestedAt(),
        now,
        policies.version(),
        erased,
        kept,
        expiring,
        reports,
        missing);
  }

  /** Records for Kafka: the tombstones. */
  List<Outbound> records() {
    return List.copyOf(records);
  }

  private void eraseRows(
      String order, SubjectMatcher subject, Predicate<StoredRecord> isMeant, Policies policies)
      throws IOException {
    StoredRecords rows = new StoredRecords(place.database(), place.region());
    Archive archive = new Archive(policies, place.region(), clock.millis());
    Map<String, Long> counts = new TreeMap<>();
    long before = -1;
    for (int sweep = 0; sweep < SWEEPS && sum(counts) != before; sweep++) {
      before = sum(counts);
      archive.reset();
      counts =
          rows.erase(
              order,
              subject.probes(),
              row ->
                  isMeant.test(row)
                      && (subject.isIn(row.entity()) || subject.isIn(row.payload()))
                      && !archive.keeps(row));
    }
    if (sum(counts) != before) {
      missing.add("rows about the subject kept coming while they were erased: ask again");
    }
    counts.forEach(
        (table, count) -> erased.add(new Erased("table " + table, "content removed", count)));
    kept.addAll(archive.kept());
  }

  private void keepArchive(SubjectMatcher subject) throws IOException {
    long archived =
        new StoredRecords(place.database(), place.region()).archived(subject.pseudonyms());
    if (archived > 0) {
      kept.add(
          new Kept(
              "table compliance_audit_logs",
              archived,
              "audit trail, GDPR Art. 17(3)(b): names the subject by the region's pseudonym",
              ""));
    }
  }

  private void removeFromTopics(TopicTraces traces) throws IOException {
    for (Topic topic : TopicTraces.REMOVABLE) {
      Set<String> found = traces.keys(topic);
      found.forEach(key -> records.add(Outbound.tombstone(place.topic(topic), key)));
      erased.add(new Erased("topic " + topic.topicName(), "tombstone", found.size()));
    }
  }

  private void leaveToPeople(TopicTraces traces) throws IOException {
    for (Topic topic : TopicTraces.FOR_A_PERSON) {
      int found = traces.keys(topic).size();
      if (found > 0) {
        missing.add(
            "topic %s: %d records name the subject; whoever wrote them has to replace them"
                .formatted(topic.topicName(), found));
      }
    }
    for (Topic topic : TopicTraces.ACCOUNTS) {
      int found = traces.keys(topic).size();
      if (found > 0) {
        kept.add(
            new Kept(
                "topic " + topic.topicName(),
                found,
                "who decided on transfers, GDPR Art. 5(2) and 17(3)(b)",
                ""));
      }
    }
  }

  private void checkAudit(TopicTraces traces) throws IOException {
    long found = traces.count(Topic.AUDIT);
    if (found > 0) {
      kept.add(
          new Kept(
              "topic compliance.audit",
              found,
              "audit trail, GDPR Art. 17(3)(b): names the subject by the region's pseudonym",
              clock.instant().plus(Topic.AUDIT.retention()).toString()));
    }
  }

  private void expire(Instant requestedAt, Instant now) throws InterruptedException {
    Instant month = month(requestedAt);
    Map<Topic, Duration> periods =
        TopicPeriods.of(
                place.kafka(), place.topics(), ShortLived.TOPICS, ShortLived.LONGEST, PATIENCE)
            .periods();
    for (Map.Entry<Topic, Duration> each : new TreeMap<>(periods).entrySet()) {
      boolean byTombstone = TopicTraces.REMOVABLE.contains(each.getKey());
      Duration period = byTombstone ? each.getValue().plus(TOMBSTONE) : each.getValue();
      Instant until = now.plus(period);
      expiring.add(
          new Expiring(
              "topic " + each.getKey().topicName(),
              until,
              !until.isAfter(month),
              byTombstone ? "compaction after the tombstones" : "retention"));
      if (until.isAfter(month)) {
        missing.add(
            "topic %s is rid of the subject on %s only, after the month that ends on %s"
                .formatted(each.getKey().topicName(), until, month));
      }
    }
  }

  private void expireLateRows(List<Duration> sweeps, Instant requestedAt, Instant now) {
    sweeps.stream()
        .max(Duration::compareTo)
        .ifPresent(
            last -> {
              Instant until = now.plus(last);
              expiring.add(
                  new Expiring(
                      "rows that come late",
                      until,
                      !until.isAfter(month(requestedAt)),
                      "the tables are looked through again until then"));
            });
  }

  private static Instant month(Instant requestedAt) {
    return requestedAt.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
