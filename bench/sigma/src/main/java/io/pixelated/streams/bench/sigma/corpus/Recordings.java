package io.pixelated.streams.bench.sigma.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The events of the open recordings, as bytes. */
public final class Recordings {
  private static final long SEED = 1;

  private Recordings() {}

  /** All events, those of the recordings mixed; always in the same order. */
  public static List<byte[]> mixed() {
    List<byte[]> events = new ArrayList<>();
    forEach(events::add);
    Collections.shuffle(events, new Random(SEED));
    return Collections.unmodifiableList(events);
  }

  /** Every event, one recording after the other, none of them kept. */
  public static void forEach(Consumer<byte[]> taker) {
    try (Stream<Path> files = Files.list(Corpora.require("otrf-open"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson.gz")).sorted().toList()) {
        read(file, taker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path file, Consumer<byte[]> taker) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          taker.accept(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }
}
