package io.pixelated.streams.bench.audit;

import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.residency.AuditJson;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Duty;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Retention;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.Claim;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An export of chains as a job would write them, generated. */
final class Export {
  private static final String REGION = "eu-central-1";
  private static final long BEGAN = 1_700_000_000_000L;

  private final SigningKey key =
      new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING));
  private final Map<Integer, ChainWriter> chains = new TreeMap<>();
  private final Map<Integer, Claim> signed = new TreeMap<>();
  private final OutputStream out;
  private final int anchorEvery;
  private long lines;

  private Export(OutputStream out, int anchorEvery) {
    this.out = out;
    this.anchorEvery = anchorEvery;
  }

  /** The keys that it is signed with. */
  static PublicKeys keys() {
    return new PublicKeys(
        List.of(
            new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING))
                .published()));
  }

  /** Writes one and says how many entries it has. */
  static long write(Path file, int verdicts, int anchorEvery) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      Export export = new Export(out, anchorEvery);
      for (int i = 0; i < verdicts; i++) {
        export.append(verdict(i), i);
      }
      export.end(BEGAN + verdicts);
      return export.lines;
    }
  }

  private void append(AuditRecord verdict, long time) throws IOException {
    int number = ChainId.chainOf(verdict.id());
    ChainWriter chain = chains.get(number);
    if (chain == null) {
      chain = writer(number);
      chains.put(number, chain);
      sign(number, chain, BEGAN + time);
    }
    line(chain.verdict(verdict.id(), AuditJson.write(verdict)));
    if (chain.head().unsigned() >= anchorEvery) {
      sign(number, chain, BEGAN + time);
    }
  }

  private static ChainWriter writer(int chain) {
    return new ChainWriter(
        new ChainId(REGION, "threat-correlation", chain), ChainHead.begin(BEGAN));
  }

  private void sign(int number, ChainWriter chain, long time) throws IOException {
    Appended anchor = chain.anchor(key, time);
    signed.put(number, Claim.of(anchor));
    line(anchor);
  }

  private void end(long time) throws IOException {
    for (Map.Entry<Integer, ChainWriter> chain : chains.entrySet()) {
      sign(chain.getKey(), chain.getValue(), time);
    }
    line(writer(ChainId.HEADS).heads(key, time, 60_000, signed.values()));
  }

  private void line(Appended entry) throws IOException {
    out.write(entry.bytes());
    out.write('\n');
    lines++;
  }

  private static AuditRecord verdict(int number) {
    String record = Ids.of("record", Integer.toString(number));
    return new AuditRecord(
        Ids.of("verdict", record),
        REGION,
        RecordKind.DETECTIONS,
        record,
        BEGAN + number,
        "regional_store/eu-central-1/detections",
        "minimise",
        List.of("stored-detection"),
        "2026.11",
        List.of("GDPR"),
        "GDPR art. 5(1)(c)",
        "personal data of EU subjects is stored in the EU, with direct identifiers hashed",
        List.of(DataClass.PERSONAL),
        List.of("EU"),
        List.of(Duty.ACCESS, Duty.ERASURE, Duty.PORTABILITY, Duty.RECTIFICATION),
        new Retention(0, 26, List.of("user"), List.of(), ""),
        "ps_dev_0123456789abcdef0123456789abcdef");
  }
}
