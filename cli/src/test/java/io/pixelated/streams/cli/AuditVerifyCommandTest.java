package io.pixelated.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainWriter;
import io.pixelated.streams.residency.audit.Claim;
import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyCommandTest {
  private static final String REGION = "eu-central-1";
  private static final long BEGAN = 1_700_000_000_000L;
  private static final SigningKey KEY =
      new SigningKey(REGION, KeyProvider.development().current(REGION, KeyPurpose.SIGNING));

  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private final List<String> lines = new ArrayList<>();
  private final ChainWriter chain = writer(7);
  private final ChainWriter heads = writer(ChainId.HEADS);
  private Path export;

  @BeforeEach
  void writeAnExport() throws IOException {
    export = directory.resolve("audit.ndjson");
    add(chain.anchor(KEY, BEGAN));
    goOn();
  }

  private void goOn() throws IOException {
    for (int i = 0; i < 3; i++) {
      add(chain.verdict("v", ("{\"id\":\"v" + i + "\"}").getBytes(UTF_8)));
    }
    Appended anchor = chain.anchor(KEY, BEGAN + 1_000);
    add(anchor);
    add(heads.heads(KEY, BEGAN + 2_000, 60_000, List.of(Claim.of(anchor))));
    Files.write(export, lines);
  }

  private static ChainWriter writer(int chain) {
    return new ChainWriter(
        new ChainId(REGION, "threat-correlation", chain), ChainHead.begin(BEGAN));
  }

  private void add(Appended entry) {
    lines.add(new String(entry.bytes(), UTF_8));
  }

  private int verify(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("audit", "verify", "--keys", "development"));
    arguments.addAll(List.of(more));
    return streams.run(arguments.toArray());
  }

  @Test
  void saysThatTheBeginningIsGoneByRetentionOrThatItWasCutOff() throws IOException {
    lines.subList(0, 3).clear();
    Files.write(export, lines);

    assertThat(verify("--retention", 24, export)).isZero();
    assertThat(streams.messages())
        .contains("the first entries of 1 chains are gone by retention")
        .contains("more than 24 months ago");
    assertThat(verify("--retention", 600, export)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .contains("begins-late")
        .contains("retention has not removed them");
    assertThat(verify("--retention", -1, export)).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void isSilentAndSucceedsWhereNothingIsWrong() {
    assertThat(verify(export)).isZero();
    assertThat(streams.results()).isEmpty();
    assertThat(streams.messages())
        .contains("6 entries in 2 chains: 3 verdicts, 3 valid signatures")
        .contains("the last of 2023-11-14T22:13:22Z; 0 entries are not signed yet")
        .endsWith("no problems\n");
  }

  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    lines.set(2, lines.get(2).replace("v1", "v9"));
    Files.write(export, lines);

    assertThat(verify(export)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results())
        .isEqualTo(
            export
                + ":3: eu-central-1/threat-correlation/7 index 2: altered: its bytes are not those"
                + " that its hash is of\n");
  }

  @Test
  void readsDirectoriesAndCompressedFiles() throws IOException {
    Path parts = Files.createDirectory(directory.resolve("parts"));
    Files.write(parts.resolve("24.ndjson"), lines.subList(5, 6));
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(parts.resolve("7.ndjson.gz")))) {
      out.write((String.join("\n", lines.subList(0, 5)) + "\n").getBytes(UTF_8));
    }

    assertThat(verify(parts)).isZero();
  }

  @Test
  void writesJsonThatTheNextVerificationIsHeldAgainst() throws IOException {
    assertThat(verify("--output", "json", export)).isZero();
    Path receipt = Files.writeString(directory.resolve("receipt.json"), streams.results());
    assertThat(streams.results()).startsWith("{\"sound\":true,\"entries\":6,");
    goOn();
    assertThat(verify("--since", receipt, export)).isZero();

    Files.write(export, lines.subList(0, 1));
    assertThat(verify("--part", export)).as("what is left fits together").isZero();
    assertThat(verify("--part", "--since", receipt, export)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results()).contains("cut: index 4 is known from the receipt");
  }

  @Test
  void findsThatItIsNotSignedUntilTheTimeAskedFor() {
    assertThat(verify("--until", "2024-01-01T00:00:00Z", export)).isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.results()).contains("stale: the last region anchor is of 2023-11-14");
  }

  @Test
  void takesPublicKeysFromAFile() throws IOException {
    Path keys = directory.resolve("keys");
    int code = streams.run("audit", "public-key", "--location", "development", "--region", REGION);
    assertThat(code).isZero();
    Files.writeString(keys, "# of the privacy office\n" + streams.results());

    assertThat(streams.run("audit", "verify", "--keys", keys, export)).isZero();
  }

  @Test
  void refusesWrongUse() throws IOException {
    Path none = directory.resolve("none");
    Path broken = Files.writeString(directory.resolve("broken"), "eu-central-1 k1 zz\n");

    assertThat(verify()).isEqualTo(ExitCodes.USAGE);
    assertThat(verify(none)).isEqualTo(ExitCodes.USAGE);
    assertThat(verify("--until", "yesterday", export)).isEqualTo(ExitCodes.USAGE);
    assertThat(verify("--since", broken, export)).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.run("audit", "verify", export)).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.run("audit", "verify", "--keys", broken, export)).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages()).contains("line 1: not a public key");
  }
}
