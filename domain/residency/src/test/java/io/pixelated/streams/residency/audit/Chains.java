package io.pixelated.streams.residency.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.residency.keys.RegionKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chains of a region's job as the job writes them, and their verification. */
final class Chains {
  static final String REGION = "eu-central-1";
  static final String JOB = "threat-correlation";
  static final long BEGAN = 1_700_000_000_000L;

  /** The chain of {@link #sample} that tests look at. */
  static final int CHAIN = 7;

  static final SigningKey KEY = key(REGION, "k1", 1);
  static final PublicKeys TRUSTED = new PublicKeys(List.of(KEY.published()));

  private final String region;
  private final Map<Integer, ChainWriter> writers = new TreeMap<>();
  private final Map<Integer, Claim> anchored = new TreeMap<>();
  private final List<Appended> entries = new ArrayList<>();
  private long time;

  Chains(String region, long began) {
    this.region = region;
    this.time = began;
  }

  static Chains ofRegion() {
    return new Chains(REGION, BEGAN);
  }

  /** Chains {@link #CHAIN} and 3; signed at their ends, the region's heads last. */
  static Chains sample() {
    return ofRegion()
        .verdicts(CHAIN, 5)
        .anchor(CHAIN)
        .verdicts(3, 2)
        .verdicts(CHAIN, 5)
        .anchor(CHAIN)
        .anchor(3)
        .heads();
  }

  /** How findings name a chain. */
  static String name(int chain) {
    return new ChainId(REGION, JOB, chain).toString();
  }

  static void assertFound(AuditReport report, FindingKind kind, String chain, long index) {
    assertThat(report.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.chain()).isEqualTo(chain);
              assertThat(finding.index()).isEqualTo(index);
            });
  }

  static SigningKey key(String region, String id, int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new SigningKey(region, new RegionKey(id, bytes));
  }

  private ChainWriter writer(int chain) {
    return writers.computeIfAbsent(
        chain, c -> new ChainWriter(new ChainId(region, JOB, c), ChainHead.begin(time)));
  }

  Chains verdicts(int chain, int count) {
    if (!writers.containsKey(chain)) {
      anchor(chain);
    }
    for (int i = 0; i < count; i++) {
      long index = writer(chain).head().next();
      entries.add(writer(chain).verdict("v" + index, body(chain, index)));
    }
    return this;
  }

  static byte[] body(int chain, long index) {
    return "{\"id\":\"v%d-%d\",\"outcome\":\"permit\"}".formatted(chain, index).getBytes(UTF_8);
  }

  Chains anchor(int chain) {
    return anchor(chain, KEY);
  }

  Chains anchor(int chain, SigningKey key) {
    time += 1_000;
    Appended anchor = writer(chain).anchor(key, time);
    entries.add(anchor);
    anchored.put(chain, Claim.of(anchor));
    return this;
  }

  Chains heads() {
    return heads(anchored.values());
  }

  Chains heads(Collection<Claim> claims) {
    time += 1_000;
    entries.add(writer(ChainId.HEADS).heads(KEY, time, 60_000, claims));
    return this;
  }

  /** Lets time pass. */
  Chains after(long millis) {
    time += millis;
    return this;
  }

  /** The time of the last signature. */
  Instant now() {
    return Instant.ofEpochMilli(time);
  }

  List<Appended> entries() {
    return entries;
  }

  List<byte[]> lines() {
    return entries.stream().map(Appended::bytes).toList();
  }

  List<byte[]> lines(int chain) {
    return entries.stream().filter(e -> e.chain() == chain).map(Appended::bytes).toList();
  }

  static byte[] file(List<byte[]> lines) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      file.writeBytes(line);
      file.write('\n');
    }
    return file.toByteArray();
  }

  static AuditReport verify(List<byte[]> lines) {
    return verify(lines, AuditVerifier.Demands.WHOLE);
  }

  static AuditReport verify(List<byte[]> lines, AuditVerifier.Demands demands) {
    AuditVerifier verifier = new AuditVerifier(TRUSTED, demands);
    for (int i = 0; i < lines.size(); i++) {
      verifier.take("lines", i + 1, lines.get(i), 0, lines.get(i).length);
    }
    return verifier.finish();
  }

  /** Verifies a file as a reader of lines sees it, up to its first problem. */
  static boolean isSoundSoFar(byte[] file) {
    AuditVerifier verifier = new AuditVerifier(TRUSTED, AuditVerifier.Demands.WHOLE);
    int from = 0;
    int line = 0;
    for (int i = 0; i <= file.length; i++) {
      boolean isEnd = i == file.length ? i > from : file[i] == '\n';
      if (isEnd) {
        verifier.take("file", ++line, file, from, i);
        from = i + 1;
        if (verifier.problems() > 0) {
          return false;
        }
      }
    }
    return verifier.finish().isSound();
  }
}
