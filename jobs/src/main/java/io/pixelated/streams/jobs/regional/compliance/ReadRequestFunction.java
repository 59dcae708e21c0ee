package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import io.pixelated.streams.privacy.Role;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.sealing.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Reads requests, seals them, and says which of them nothing is done about. */
final class ReadRequestFunction extends ProcessFunction<KeyedRecord, Received> {
  /** What is no request: the reason, without what it held. */
  static final OutputTag<DeadLetter> UNREADABLE =
      new OutputTag<>("unreadable-requests", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};
  private static final int PSEUDONYM_BYTES = 16;

  /** How far the clock of the privacy office may run ahead. */
  private static final Duration TOLERANCE = Duration.ofHours(1);

  private final KeyLocation keys;
  private final String region;

  private transient Sealer sealer;
  private transient SecureRandom random;

  ReadRequestFunction(KeyLocation keys, String region) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
  }

  @Override
  public void open(OpenContext context) {
    sealer = new Sealer(keys.provider(), region);
    random = new SecureRandom();
  }

  @Override
  public void processElement(KeyedRecord record, Context context, Collector<Received> out) {
    if (record.value().length == 0) {
      return; // a tombstone: a request that is over
    }
    PrivacyRequest request;
    try {
      request = PrivacyRequestJson.read(record.value());
    } catch (InvalidRecordException e) {
      context.output(UNREADABLE, refused(record, e.getMessage()));
      return;
    }
    PrivacyRequest.Header header = request.header();
    long latest = record.origin().timestamp() + TOLERANCE.toMillis();
    if (header.requestedAt().toEpochMilli() > latest) {
      context.output(UNREADABLE, refused(record, "requested_at is after the record was written"));
      return;
    }
    Role role = header.requester().role();
    String refusal =
        role.mayAsk(request.kind())
            ? ""
            : "the role " + role.word() + " may not ask for " + request.kind().word();
    out.collect(
        new Received(
            request.id(),
            request.kind().word(),
            role.word(),
            header.requestedAt().toEpochMilli(),
            record.key(),
            pseudonym(),
            refusal,
            sealer.seal(PrivacyRequestJson.write(request), request.id())));
  }

  private DeadLetter refused(KeyedRecord record, String reason) {
    RawRecord empty = new RawRecord(NOTHING, record.origin());
    return DeadLetter.of(empty, region, "privacy-request", reason);
  }

  private String pseudonym() {
    byte[] bytes = new byte[PSEUDONYM_BYTES];
    random.nextBytes(bytes);
    return "request_" + HexFormat.of().formatHex(bytes);
  }
}
