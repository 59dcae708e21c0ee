package io.pixelated.streams.connectors.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.PublicKeys;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A signed chain as rows of the archive. */
final class ArchivedChain {
  private static final String REGION = "eu-central-1";
  private static final String JOB = "threat-correlation";
  private static final long BEGAN = 1_700_000_000_000L;

  private final SigningKey key =
      new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING));
  private final List<Row> rows = new ArrayList<>();

  ArchivedChain(int verdicts) {
    ChainWriter chain = new ChainWriter(new ChainId(REGION, JOB, 7), ChainHead.begin(BEGAN));
    add(chain.anchor(key, BEGAN));
    for (int i = 0; i < verdicts; i++) {
      add(
          chain.verdict(
              "v" + i,
              ("{\"id\":\"v" + i + "\",\"pad\":\"" + "x".repeat(200) + "\"}").getBytes(UTF_8)));
    }
    add(chain.anchor(key, BEGAN + 1));
  }

  private void add(Appended entry) {
    rows.add(
        AuditRow.of(
            new AuditEntry(
                REGION,
                JOB,
                entry.chain(),
                entry.epoch(),
                entry.index(),
                HexFormat.of().parseHex(entry.hash()),
                "",
                "",
                BEGAN,
                entry.bytes())));
  }

  List<Row> rows() {
    return rows;
  }

  AuditReport verify(DatabaseSettings database) throws IOException {
    AuditVerifier verifier =
        new AuditVerifier(
            new PublicKeys(List.of(key.published())),
            new AuditVerifier.Demands(true, Optional.of(REGION), Instant.EPOCH));
    AuditArchive.read(database, REGION, verifier, entries -> {});
    return verifier.finish();
  }
}
