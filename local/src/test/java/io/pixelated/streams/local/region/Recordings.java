package io.pixelated.streams.local.region;

import io.pixelated.streams.local.play.EventFile;
import io.pixelated.streams.local.play.TimeShift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recordings of real attacks, with what their manifest says was done in them. */
final class Recordings {
  private static final TimeShift NONE = new TimeShift(Duration.ZERO);

  private final Path folder = SharedData.folder("otrf-open");

  Path file(String name) {
    return folder.resolve(name + ".ndjson.gz");
  }

  /** The lines of a recording, unchanged. */
  List<byte[]> lines(String name) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    new EventFile(file(name), "").events(NONE).forEachRemaining(e -> lines.add(e.value()));
    return lines;
  }

  /** The ATT&CK techniques of every recording, such as {@code T1003.001}. */
  Map<String, List<String>> techniques() throws IOException {
    Map<String, List<String>> techniques = new LinkedHashMap<>();
    Seen.parse(Files.readString(folder.resolve("manifest.json")))
        .path("datasets")
        .forEach(
            recording -> {
              List<String> done = new ArrayList<>();
              recording.path("technique").forEach(t -> done.add(t.asText()));
              techniques.put(recording.path("name").asText(), done);
            });
    return techniques;
  }
}
