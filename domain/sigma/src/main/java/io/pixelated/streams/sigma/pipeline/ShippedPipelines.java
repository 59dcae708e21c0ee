package io.pixelated.streams.sigma.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The pipelines that come with this library, by name. */
public final class ShippedPipelines {

  private static final List<String> NAMES =
      text("shipped/index.txt").lines().filter(line -> !line.isBlank()).sorted().toList();

  private static final Map<String, ProcessingPipeline> READ = new ConcurrentHashMap<>();

  private ShippedPipelines() {}

  /** The names, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /** The pipeline of that name. */
  public static Optional<ProcessingPipeline> named(String name) {
    return names().contains(name)
        ? Optional.of(READ.computeIfAbsent(name, ShippedPipelines::read))
        : Optional.empty();
  }

  private static ProcessingPipeline read(String name) {
    PipelineResult result = PipelineLoader.read(name + ".yml", text("shipped/" + name + ".yml"));
    if (result instanceof PipelineResult.Loaded loaded) {
      return loaded.pipeline();
    }
    throw new IllegalStateException(
        "the shipped pipeline '"
            + name
            + "' is broken: "
            + ((PipelineResult.Rejected) result).rejection().reason());
  }

  /** All of them, sorted by name. */
  public static Stream<ProcessingPipeline> all() {
    return names().stream().map(name -> named(name).orElseThrow());
  }

  private static String text(String resource) {
    try (InputStream in = ShippedPipelines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar; rebuild it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
