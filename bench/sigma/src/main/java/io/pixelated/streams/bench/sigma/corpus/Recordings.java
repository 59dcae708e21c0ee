package io.pixelated.streams.bench.sigma.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The events of the open recordings, as bytes. */
public final class Recordings {
  private static final long SEED = 1;

  private Recordings() {}

  /** All events, those of the recordings mixed; always in the same order. */
  public static List<byte[]> mixed() {
    List<byte[]> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(Corpora.require("otrf-open"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson.gz")).sorted().toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          split(in.readAllBytes(), events);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.shuffle(events, new Random(SEED));
    return Collections.unmodifiableList(events);
  }

  private static void split(byte[] lines, List<byte[]> events) {
    int start = 0;
    for (int i = 0; i <= lines.length; i++) {
      if (i == lines.length || lines[i] == '\n') {
        if (i > start) {
          events.add(Arrays.copyOfRange(lines, start, i));
        }
        start = i + 1;
      }
    }
  }
}
