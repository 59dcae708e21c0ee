package io.pixelated.streams.bench.audit;

import io.pixelated.streams.residency.audit.AuditExport;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import io.pixelated.streams.residency.audit.PublicKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;

/**
 * How fast chains are verified, beside SHA-256 over the same bytes, read from the same file in the
 * same rounds; and that a flipped byte is found, wherever it is.
 */
public final class AuditBenchmark {
  private static final long SEED = 20_261_122;

  private AuditBenchmark() {}

  /** Runs it; options as {@code bench/run} says. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path home = Path.of(System.getProperty("streams.home", "."), ".local", "bench");
    Files.createDirectories(home);
    Path file = Files.createTempFile(home, "audit", ".ndjson");
    try {
      long entries = Export.write(file, options.entries(), options.anchorEvery());
      System.out.printf(
          "%,d entries of %,d bytes on average, an anchor every %,d of a chain%n",
          entries, Files.size(file) / entries, options.anchorEvery());
      measure(file, entries, options.rounds());
      flip(file, options.flips());
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(Path file, long entries, int rounds) throws Exception {
    // One round unmeasured: the code is compiled and the file is in memory.
    hash(file);
    verify(file);
    double best = 0;
    double bestRatio = 0;
    for (int round = 1; round <= rounds; round++) {
      double hashing = hash(file);
      double verifying = verify(file);
      double ratio = hashing / verifying;
      best = Math.max(best, entries / verifying);
      bestRatio = Math.max(bestRatio, ratio);
      System.out.printf(
          "round %d: verified %,.0f entries/s, %,.0f MB/s; SHA-256 alone %,.0f MB/s; %.2f of it%n",
          round,
          entries / verifying,
          Files.size(file) / verifying / 1e6,
          Files.size(file) / hashing / 1e6,
          ratio);
    }
    System.out.printf("best: %,.0f entries/s, %.2f of SHA-256 alone%n", best, bestRatio);
  }

  private static double hash(Path file) throws IOException, NoSuchAlgorithmException {
    long begin = System.nanoTime();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    digest.digest();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double verify(Path file) throws IOException {
    long begin = System.nanoTime();
    AuditVerifier verifier = new AuditVerifier(Export.keys(), AuditVerifier.Demands.WHOLE);
    try (InputStream in = Files.newInputStream(file)) {
      AuditExport.read(in, file.toString(), verifier, entries -> {});
    }
    AuditReport report = verifier.finish();
    if (!report.isSound()) {
      throw new IllegalStateException("chains that nobody touched: " + report.findings());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Flips bytes one at a time: in every member of every kind of entry, and anywhere. */
  private static void flip(Path file, int flips) throws IOException {
    Random random = new Random(SEED);
    PublicKeys keys = Export.keys();
    Map<Long, String> positions = Positions.of(file, flips, random);
    for (Map.Entry<Long, String> position : positions.entrySet()) {
      int bit = random.nextInt(Byte.SIZE);
      if (!isFound(file, keys, position.getKey(), bit)) {
        throw new IllegalStateException(
            "bit %d of byte %,d (%s) was not found"
                .formatted(bit, position.getKey(), position.getValue()));
      }
    }
    long anywhere = positions.values().stream().filter("anywhere"::equals).count();
    System.out.printf(
        "%,d of %,d flipped bytes found: %,d in members of all kinds of entries, %,d anywhere%n",
        positions.size(), positions.size(), positions.size() - anywhere, anywhere);
  }

  private static boolean isFound(Path file, PublicKeys keys, long at, int bit) throws IOException {
    AuditVerifier verifier = new AuditVerifier(keys, AuditVerifier.Demands.WHOLE);
    LongConsumer untilFound =
        entries -> {
          if (verifier.problems() > 0) {
            throw new FoundException();
          }
        };
    try (InputStream in = new FlippedStream(Files.newInputStream(file), at, bit)) {
      AuditExport.read(in, file.toString(), verifier, untilFound);
      return !verifier.finish().isSound();
    } catch (FoundException e) {
      return true;
    }
  }

  /** There is no need to read on. */
  private static final class FoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FoundException() {
      super("found", null, false, false);
    }
  }
}
