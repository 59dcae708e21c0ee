package io.pixelated.streams.residency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.RegionKey;
import io.pixelated.streams.residency.sealing.Sealer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The residency check: every record passes it before it is written to a database or leaves its
 * region.
 *
 * <p>It decides by {@link Policies}, minimises where they say how, and fails closed: a record that
 * cannot be read, a key that is missing, a personal value that would remain, anything unexpected
 * makes the verdict {@code quarantine}. It never throws because of a record; only where there is no
 * key to seal a quarantined one with, for then it could neither be kept nor be dropped. Not safe
 * for use by several threads.
 *
 * <p>A record of a kind that is updated in place and ends (a merged or withdrawn incident), or may
 * no longer be where an earlier version of it is, is cleared as a removal: its id alone. Where the
 * verdict is {@code quarantine}, its end is held too, so that the last that is held of it says so.
 */
public final class ResidencyCheck {
  private static final int MOST_REMEMBERED = 10_000;
  private static final byte[] EMPTY = {'{', '}'};

  private final Policies policies;
  private final KeyProvider keys;
  private final Map<Question, Verdict> answers = new HashMap<>();
  private final Map<String, Sealer> sealers = new HashMap<>();
  private RegionKey key;
  private PseudonymKey pseudonyms;

  public ResidencyCheck(Policies policies, KeyProvider keys) {
    this.policies = Objects.requireNonNull(policies, "policies");
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** Checks one record. */
  public Checked check(Request request) {
    Optional<ObjectNode> json = Optional.empty();
    Verdict verdict;
    Optional<ObjectNode> minimised = Optional.empty();
    try {
      json = Optional.of(Json.read(request.json()));
      verdict = answer(request);
      if (verdict instanceof Verdict.Minimise minimise) {
        minimised = minimise(request, json.get(), minimise);
        if (minimised.isEmpty()) {
          verdict =
              policies.quarantine(
                  verdict.basis().regimes(),
                  verdict.basis().clause(),
                  "a personal value would remain after minimisation");
        }
      }
      return finish(request, verdict, json, minimised);
    } catch (IOException e) {
      return finish(request, failed("it is no JSON object"), json, Optional.empty());
    } catch (RuntimeException e) {
      // The kind of failure only: messages may hold content.
      String reason = "the check failed with " + e.getClass().getSimpleName();
      return finish(request, failed(reason), Optional.empty(), Optional.empty());
    }
  }

  private Verdict failed(String reason) {
    return policies.quarantine(List.of(), "fails closed", reason);
  }

  private Verdict answer(Request request) {
    if (answers.size() > MOST_REMEMBERED) {
      answers.clear();
    }
    return answers.computeIfAbsent(
        new Question(
            request.kind(),
            request.classification(),
            request.region(),
            request.destinationKind(),
            request.destinationRegion()),
        q -> policies.decide(q.kind(), q.classification(), q.from(), q.destinationKind(), q.to()));
  }

  private Optional<ObjectNode> minimise(
      Request request, ObjectNode json, Verdict.Minimise verdict) {
    List<Profile> profiles = verdict.profiles().stream().map(policies::profile).toList();
    return Minimiser.minimise(json, profiles, pseudonyms(request.region()));
  }

  private Checked finish(
      Request request, Verdict verdict, Optional<ObjectNode> json, Optional<ObjectNode> minimised) {
    RecordKind kind = request.kind();
    String policyVersion = verdict.basis().policyVersion();
    String destination = request.destination();
    String verdictId =
        Ids.of(
            "verdict", kind.table(), request.id(), destination, verdict.outcome(), policyVersion);
    AuditRecord audit = audit(request, verdict, json, verdictId);
    boolean quarantine = verdict instanceof Verdict.Quarantine;
    long version = json.map(j -> version(kind, j)).orElse(1L);
    Optional<QuarantinedRecord> held =
        quarantine ? Optional.of(held(request, verdict, verdictId)) : Optional.empty();
    Optional<Cleared> cleared;
    if (json.isPresent() && kind.isEnding(Json.at(json.get(), kind.statusField()).asText())) {
      return new Checked(
          verdict, Optional.of(removal(request, verdict, version, verdictId)), held, audit);
    }
    if (quarantine) {
      cleared =
          kind.isUpdated() && json.isPresent()
              ? Optional.of(removal(request, verdict, version, verdictId))
              : Optional.empty();
    } else {
      ObjectNode content = minimised.orElseGet(json::orElseThrow);
      byte[] bytes = minimised.isPresent() ? Json.bytes(content) : request.json();
      cleared =
          Optional.of(
              new Cleared(
                  kind,
                  request.destinationKind(),
                  place(request),
                  request.id(),
                  version,
                  false,
                  columns(request, content),
                  verdictId,
                  verdict.outcome(),
                  policyVersion,
                  bytes));
    }
    return new Checked(verdict, cleared, held, audit);
  }

  private static Cleared removal(Request request, Verdict verdict, long version, String verdictId) {
    Cleared.Columns none =
        new Cleared.Columns(request.region(), 0, "", "", "", List.of(), List.of());
    return new Cleared(
        request.kind(),
        request.destinationKind(),
        place(request),
        request.id(),
        version,
        true,
        none,
        verdictId,
        verdict.outcome(),
        verdict.basis().policyVersion(),
        EMPTY);
  }

  private static String place(Request request) {
    return request.destinationKind() == DestinationKind.GLOBAL_TOPIC
        ? ""
        : request.destinationRegion();
  }

  private static long version(RecordKind kind, JsonNode json) {
    return kind.isUpdated() ? Json.at(json, kind.versionField()).asLong() : 1;
  }

  private static Cleared.Columns columns(Request request, JsonNode content) {
    RecordKind kind = request.kind();
    Classification classification = request.classification();
    return new Cleared.Columns(
        request.region(),
        Json.at(content, kind.timeField()).asLong(),
        Json.at(content, kind.severityField()).asText(),
        entity(kind, content),
        Json.at(content, kind.statusField()).asText(),
        classification.jurisdictions(),
        classification.dataClasses().stream().map(Enum::name).toList());
  }

  private static String entity(RecordKind kind, JsonNode content) {
    JsonNode entity = Json.at(content, kind.entityField());
    String value = entity.path("value").asText();
    String type = entity.path(kind.entityType()).asText().toLowerCase(Locale.ROOT);
    return value.isEmpty() ? "" : type + ':' + value;
  }

  private AuditRecord audit(
      Request request, Verdict verdict, Optional<ObjectNode> json, String verdictId) {
    Verdict.Basis basis = verdict.basis();
    return new AuditRecord(
        verdictId,
        request.region(),
        request.kind(),
        request.id(),
        json.map(j -> Json.at(j, request.kind().timeField()).asLong()).orElse(0L),
        request.destination(),
        verdict.outcome(),
        verdict instanceof Verdict.Minimise minimise ? minimise.profiles() : List.of(),
        basis.policyVersion(),
        basis.regimes(),
        basis.clause(),
        basis.reason(),
        request.classification().dataClasses(),
        request.classification().jurisdictions(),
        json.map(j -> subject(request, j)).orElse(""));
  }

  /** A pseudonym, or nothing where there is no key to make one with. */
  private String subject(Request request, JsonNode json) {
    String entity = entity(request.kind(), json);
    try {
      return entity.isEmpty()
          ? ""
          : pseudonyms(request.region()).pseudonym(entity.substring(entity.indexOf(':') + 1));
    } catch (RuntimeException e) {
      return "";
    }
  }

  private PseudonymKey pseudonyms(String region) {
    RegionKey current = keys.current(regionId(region), KeyPurpose.PSEUDONYM);
    if (!current.equals(key)) {
      pseudonyms = new PseudonymKey(current);
      key = current;
    }
    return pseudonyms;
  }

  /** Keys go by the names of regions, whichever alias a record has. */
  private String regionId(String nameOrAlias) {
    return policies.regions().find(nameOrAlias).map(Region::id).orElse(nameOrAlias);
  }

  private byte[] sealed(Request request, String id) {
    String region = regionId(request.region());
    return sealers.computeIfAbsent(region, r -> new Sealer(keys, r)).seal(request.json(), id);
  }

  private QuarantinedRecord held(Request request, Verdict verdict, String verdictId) {
    String destination = request.destination();
    Verdict.Basis basis = verdict.basis();
    String id = Ids.of("quarantine", request.kind().table(), request.id(), destination);
    return new QuarantinedRecord(
        id,
        request.region(),
        request.kind(),
        request.id(),
        destination,
        basis.policyVersion(),
        basis.clause(),
        basis.reason(),
        verdictId,
        sealed(request, id));
  }

  private record Question(
      RecordKind kind,
      Classification classification,
      String from,
      DestinationKind destinationKind,
      String to) {}
}
