package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.database.StoredRecord;
import io.pixelated.streams.connectors.database.StoredRecords;
import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.jobs.audit.Unchained;
import io.pixelated.streams.privacy.PrivacyNote;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequest.Rectification;
import io.pixelated.streams.privacy.PrivacyRequest.SaleChoice;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import io.pixelated.streams.privacy.Rectifier;
import io.pixelated.streams.privacy.SaleLedger;
import io.pixelated.streams.privacy.SealedAnswer;
import io.pixelated.streams.privacy.SubjectMatcher;
import io.pixelated.streams.privacy.disclosure.Export;
import io.pixelated.streams.privacy.erasure.Certificate;
import io.pixelated.streams.privacy.erasure.CertificateText;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.Sealer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Does what a request asks for; whatever of it fails can be done again. */
final class RequestWorker {
  private final Place place;
  private final List<String> stages;
  private final List<Duration> sweeps;
  private final InstantSource clock;
  private final KeyProvider keys;
  private final Sealer sealer;
  private final SealedAnswer answers;

  RequestWorker(Place place, List<String> stages, List<Duration> sweeps, InstantSource clock) {
    this.place = place;
    this.stages = List.copyOf(stages);
    this.sweeps = List.copyOf(sweeps);
    this.clock = clock;
    this.keys = place.keys().provider();
    this.sealer = new Sealer(keys, place.region());
    this.answers = new SealedAnswer(keys, place.region());
    signingKey(); // without it, nothing could be proved
  }

  /**
   * Does it.
   *
   * @throws IOException if the database or the brokers fail: it has to be done again
   */
  Outcome work(Task task) throws IOException, InterruptedException {
    Received received = task.received();
    if (task.sweep() > 0) {
      return sweep(task);
    }
    List<Outbound> records = new ArrayList<>();
    if (!received.key().isEmpty()) {
      records.add(Outbound.tombstone(place.topic(Topic.PRIVACY_REQUESTS), received.key()));
    }
    if (!received.refusal().isEmpty()) {
      answer(received.requestId(), note(received, "refused", received.refusal()).toJson(), records);
      return outcome(records, note(received, "refused", received.refusal()));
    }
    PrivacyRequest request = open(received);
    return switch (request.kind()) {
      case ACCESS, PORTABILITY -> export(request, received, records);
      case ERASURE -> erase(request, task, records);
      case RECTIFICATION -> rectify((Rectification) request, received, records);
      case OPT_OUT, OPT_IN -> choose((SaleChoice) request, received, records);
    };
  }

  private Outcome export(PrivacyRequest request, Received received, List<Outbound> records)
      throws IOException {
    SubjectMatcher subject = matcher(request);
    Export export = new Export(request, place.region(), subject);
    rows().forEach(subject.probes(), row -> isAbout(subject, row), row -> add(row, export));
    List<byte[]> parts = export.documents();
    for (int i = 0; i < parts.size(); i++) {
      answer(request.id() + '/' + (i + 1), parts.get(i), records);
    }
    long given = export.given().values().stream().mapToLong(Long::longValue).sum();
    String reason =
        "%d records in %d parts, %d withheld from the role"
            .formatted(given, parts.size(), export.withheld());
    return outcome(records, note(received, "done", reason));
  }

  private Outcome erase(PrivacyRequest request, Task task, List<Outbound> records)
      throws IOException, InterruptedException {
    Received received = task.received();
    ErasureWork work = new ErasureWork(place, keys, clock, stages);
    Certificate certificate =
        work.erase(
            request, received.pseudonym(), task.reports(), sweeps, CurrentPolicies.read(place));
    records.addAll(work.records());
    PrivacyNote note =
        note(
            received,
            certificate.isComplete() ? "done" : "incomplete",
            String.join("; ", certificate.missing()));
    return certified(request.id(), certificate, note, records);
  }

  /** Its certificate stands beside that of the erasure, and in the audit chain after it. */
  private Outcome sweep(Task task) throws IOException {
    Received received = task.received();
    PrivacyRequest request = open(received);
    Certificate certificate =
        new ErasureWork(place, keys, clock, stages)
            .sweep(request, task, CurrentPolicies.read(place));
    String name = "sweep-" + task.sweep();
    long late = certificate.erased().stream().mapToLong(Certificate.Erased::records).sum();
    return certified(
        request.id() + '/' + name,
        certificate,
        note(received, name, late + " rows came late"),
        new ArrayList<>());
  }

  private Outcome certified(
      String id, Certificate certificate, PrivacyNote note, List<Outbound> records) {
    byte[] signed = CertificateText.sign(certificate, signingKey());
    records.add(new Outbound(place.topic(Topic.PRIVACY_RESPONSES), id, signed));
    return new Outcome(records, Unchained.note(note.id(), note.toJson("certificate", signed)));
  }

  private Outcome rectify(Rectification request, Received received, List<Outbound> records)
      throws IOException {
    SubjectMatcher subject = matcher(request);
    Rectifier rectifier = new Rectifier(request);
    Map<String, Long> mended =
        rows()
            .mend(
                subject.probes(),
                row -> isAbout(subject, row),
                row -> rectifier.rectify(row.payload()));
    long[] all = new long[1];
    rows()
        .forEach(
            List.of(request.id().toLowerCase(Locale.ROOT)),
            row -> rectifier.isTracedIn(row.payload()),
            row -> all[0]++);
    String reason = "%d records corrected".formatted(Math.max(all[0], sum(mended)));
    PrivacyNote note = note(received, "done", reason);
    answer(request.id(), note.toJson(), records);
    return outcome(records, note);
  }

  private Outcome choose(SaleChoice request, Received received, List<Outbound> records)
      throws IOException {
    SubjectMatcher subject = matcher(request);
    byte[] choice = SaleLedger.choice(request);
    subject
        .pseudonyms()
        .forEach(
            pseudonym ->
                records.add(new Outbound(place.topic(Topic.PRIVACY_CHOICES), pseudonym, choice)));
    SaleLedger ledger = new SaleLedger();
    subject.pseudonyms().forEach(pseudonym -> ledger.take(pseudonym, choice));
    String answer =
        ledger
            .ask(
                subject.pseudonyms(),
                request.header().home(),
                CurrentPolicies.read(place),
                place.region())
            .word();
    PrivacyNote note = note(received, "done", "sale is now " + answer);
    answer(request.id(), note.toJson(), records);
    return outcome(records, note);
  }

  private PrivacyRequest open(Received received) {
    try {
      return PrivacyRequestJson.read(sealer.open(received.sealed(), received.requestId()));
    } catch (SealException e) {
      throw new IllegalStateException(
          "a request that this job sealed cannot be opened: is the key still there?", e);
    }
  }

  private static boolean isAbout(SubjectMatcher subject, StoredRecord row) {
    return subject.isIn(row.entity()) || subject.isIn(row.payload());
  }

  private static void add(StoredRecord row, Export export) {
    Map<String, String> columns = new TreeMap<>();
    columns.put("table", row.table());
    columns.put("id", row.id());
    columns.put("region", row.region());
    columns.put("event_time", Instant.ofEpochMilli(row.eventTime()).toString());
    columns.put("severity", row.severity());
    columns.put("entity", row.entity());
    columns.put("status", row.status());
    columns.put("jurisdictions", String.join(",", row.jurisdictions()));
    columns.put("policy_version", row.policyVersion());
    columns.put("verdict", row.verdict());
    columns.put("verdict_id", row.verdictId());
    export.add(columns, row.dataClasses(), row.payload());
  }

  private void answer(String id, byte[] content, List<Outbound> records) {
    records.add(new Outbound(place.topic(Topic.PRIVACY_RESPONSES), id, answers.write(id, content)));
  }

  private StoredRecords rows() {
    return new StoredRecords(place.database(), place.region());
  }

  private SubjectMatcher matcher(PrivacyRequest request) {
    return new SubjectMatcher(request.header().subject(), keys, place.region());
  }

  private SigningKey signingKey() {
    return new SigningKey(place.region(), keys.current(place.region(), KeyPurpose.SIGNING));
  }

  private static Outcome outcome(List<Outbound> records, PrivacyNote note) {
    return new Outcome(records, Unchained.note(note.id(), note.toJson()));
  }

  private PrivacyNote note(Received received, String outcome, String reason) {
    return new PrivacyNote(
        place.region(),
        received.requestId(),
        received.requestedAt(),
        received.kind(),
        received.role(),
        outcome,
        reason,
        received.pseudonym());
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
