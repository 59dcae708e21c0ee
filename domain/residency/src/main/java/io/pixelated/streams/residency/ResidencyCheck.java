package io.pixelated.streams.residency;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.residency.Answers.Answer;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.minimise.JsonTape;
import io.pixelated.streams.residency.minimise.Minimiser;
import io.pixelated.streams.residency.minimise.Substitutes;
import io.pixelated.streams.residency.sealing.Sealer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The residency check: every record passes it before it is written to a database or leaves its
 * region.
 *
 * <p>It decides by the {@link Ruling} that holds at the record's time, minimises where that says
 * how, and fails closed: a record that cannot be read, a key that is missing, a personal value that
 * would remain, anything unexpected makes the verdict {@code quarantine}. It never throws because
 * of a record; only where there is no key to seal a quarantined one with, for then it could neither
 * be kept nor be dropped. Not safe for use by several threads.
 *
 * <p>A record of a kind that is updated in place and ends (a merged or withdrawn incident) is
 * cleared as a removal: its id alone. So is one that is quarantined on its way to where it may
 * stand already: an earlier version of it, or the record itself, stored before a failure under a
 * ruling that then held for its time. Where the verdict is {@code quarantine}, its end is held too,
 * so that the last that is held of it says so.
 */
public final class ResidencyCheck {
  private static final byte[] EMPTY = {'{', '}'};

  private final KeyProvider keys;
  private final JsonTape tape = new JsonTape();
  private final Minimiser minimiser = new Minimiser();
  private final Map<String, Substitutes> substitutes = new HashMap<>();
  private final Map<String, Sealer> sealers = new HashMap<>();
  private Answers answers;

  public ResidencyCheck(Ruling ruling, KeyProvider keys) {
    this.answers = new Answers(ruling);
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** Checks one record by the ruling of the last one. */
  public Checked check(Request request) {
    Content whole = Content.NOTHING;
    try {
      if (!tape.read(request.json())) {
        return quarantined(request, failed(request, "it is no JSON object"), whole);
      }
      whole = Content.of(request.kind(), tape);
      Answer answer = answers.to(request);
      if (answer.verdict() instanceof Verdict.Quarantine) {
        return quarantined(request, answer, whole);
      }
      return answer.machine().isPresent()
          ? minimised(request, answer, whole)
          : passed(request, answer, whole, whole, tape.record());
    } catch (RuntimeException e) {
      // The kind of failure only: messages may hold content.
      String reason = "the check failed with " + e.getClass().getSimpleName();
      return quarantined(request, failed(request, reason), whole);
    }
  }

  /** Checks one record by that ruling. */
  public Checked check(Request request, Ruling by) {
    if (by != answers.ruling()) {
      answers = new Answers(by);
    }
    return check(request);
  }

  private Answer failed(Request request, String reason) {
    return answers.of(
        request,
        new Verdict.Quarantine(
            new Verdict.Basis(
                answers.ruling().version(),
                List.of(),
                "fails closed",
                reason,
                List.of(),
                Retention.UNLIMITED,
                List.of(reason)),
            false));
  }

  private Checked minimised(Request request, Answer answer, Content whole) {
    Optional<byte[]> json =
        minimiser.minimise(tape, answer.machine().orElseThrow(), substitutes(request.region()));
    if (json.isEmpty()) {
      Verdict.Basis basis =
          answer.verdict().basis().failed("a personal value would remain after minimisation");
      return quarantined(request, answers.of(request, new Verdict.Quarantine(basis, false)), whole);
    }
    Content content = Content.of(request.kind(), minimiser, whole);
    return passed(request, answer, whole, content, json.get());
  }

  /** A record goes, unless it says itself that it ends. */
  private Checked passed(
      Request request, Answer answer, Content whole, Content content, byte[] json) {
    Verdict verdict = answer.verdict();
    String verdictId = verdictId(request, answer);
    Cleared cleared =
        request.kind().isEnding(whole.status())
            ? removal(request, verdict, whole.version(), verdictId)
            : new Cleared(
                request.kind(),
                request.destinationKind(),
                place(request),
                request.id(),
                whole.version(),
                false,
                content.columns(request, answer.dataClasses()),
                verdictId,
                verdict.outcome(),
                verdict.basis().policyVersion(),
                verdict.basis().retention(),
                json);
    return new Checked(
        verdict, Optional.of(cleared), Optional.empty(), audit(request, answer, whole, verdictId));
  }

  private Checked quarantined(Request request, Answer answer, Content whole) {
    Verdict verdict = answer.verdict();
    String verdictId = verdictId(request, answer);
    boolean mayStand =
        request.kind().isUpdated() || request.destinationKind() == DestinationKind.REGIONAL_STORE;
    boolean removes = mayStand && whole.readable();
    return new Checked(
        verdict,
        removes
            ? Optional.of(removal(request, verdict, whole.version(), verdictId))
            : Optional.empty(),
        Optional.of(held(request, answer, verdictId)),
        audit(request, answer, whole, verdictId));
  }

  private static String verdictId(Request request, Answer answer) {
    return Ids.of(
        "verdict",
        request.kind().table(),
        request.id(),
        answer.destination(),
        answer.verdict().outcome(),
        answer.verdict().basis().policyVersion());
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
        Retention.UNLIMITED,
        EMPTY);
  }

  private static String place(Request request) {
    return request.destinationKind() == DestinationKind.GLOBAL_TOPIC
        ? ""
        : request.destinationRegion();
  }

  private AuditRecord audit(Request request, Answer answer, Content whole, String verdictId) {
    Verdict verdict = answer.verdict();
    Verdict.Basis basis = verdict.basis();
    return new AuditRecord(
        verdictId,
        request.region(),
        request.kind(),
        request.id(),
        whole.time(),
        answer.destination(),
        verdict.outcome(),
        verdict instanceof Verdict.Minimise minimise ? minimise.profiles() : List.of(),
        basis.policyVersion(),
        basis.regimes(),
        basis.clause(),
        basis.reason(),
        request.classification().dataClasses(),
        request.classification().jurisdictions(),
        basis.duties(),
        basis.retention(),
        subject(request, whole));
  }

  /** A pseudonym, or nothing where there is no key to make one with. */
  private String subject(Request request, Content whole) {
    if (whole.entityValue().isEmpty()) {
      return "";
    }
    try {
      Substitutes current = substitutes(request.region());
      current.renew();
      return current.pseudonym(whole.entityValue());
    } catch (RuntimeException e) {
      return "";
    }
  }

  private Substitutes substitutes(String region) {
    Substitutes known = substitutes.get(region);
    if (known == null) {
      known = new Substitutes(keys, regionId(region));
      substitutes.put(region, known);
    }
    return known;
  }

  /** Keys go by the names of regions, whichever alias a record has. */
  private String regionId(String nameOrAlias) {
    return answers
        .ruling()
        .policies()
        .regions()
        .find(nameOrAlias)
        .map(Region::id)
        .orElse(nameOrAlias);
  }

  private QuarantinedRecord held(Request request, Answer answer, String verdictId) {
    String destination = answer.destination();
    Verdict.Basis basis = answer.verdict().basis();
    String id = Ids.of("quarantine", request.kind().table(), request.id(), destination);
    // Whoever opens it looks for the key by the region that the record names.
    String region = regionId(request.region());
    Sealer sealer = sealers.computeIfAbsent(region, r -> new Sealer(keys, r));
    return new QuarantinedRecord(
        id,
        region,
        request.kind(),
        request.id(),
        destination,
        basis.policyVersion(),
        basis.clause(),
        basis.reason(),
        verdictId,
        sealer.seal(request.json(), id));
  }
}
