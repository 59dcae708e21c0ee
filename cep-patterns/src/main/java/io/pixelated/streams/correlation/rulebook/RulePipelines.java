package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.pipeline.LoadedPipelines;
import io.pixelated.streams.sigma.pipeline.PipelineLoader;
import io.pixelated.streams.sigma.pipeline.PipelineResult;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import io.pixelated.streams.sigma.pipeline.ProcessingPipeline;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pipelines that a job's rules go through, as they travel to its subtasks: files by their text,
 * which is read where the job is submitted; shipped ones by name.
 */
public record RulePipelines(List<String> names, List<String> texts) implements Serializable {
  /** No pipelines at all. */
  public static final RulePipelines NONE = new RulePipelines(List.of(), List.of());

  private static final long serialVersionUID = 1L;
  private static final String SHIPPED = "";

  public RulePipelines {
    names = List.copyOf(names);
    texts = List.copyOf(texts);
    if (names.size() != texts.size()) {
      throw new IllegalArgumentException("every pipeline needs a name and a text");
    }
  }

  /**
   * Reads pipelines.
   *
   * @param namesOrFiles names of shipped ones, or files
   * @throws IllegalArgumentException with all that is wrong with them
   */
  public static RulePipelines read(List<String> namesOrFiles) {
    LoadedPipelines loaded = PipelineLoader.load(namesOrFiles);
    if (!loaded.rejections().isEmpty()) {
      throw new IllegalArgumentException(
          loaded.rejections().stream()
              .map(RulePipelines::problem)
              .collect(Collectors.joining("; ")));
    }
    List<String> texts = new ArrayList<>();
    for (String each : namesOrFiles) {
      try {
        Path file = Path.of(each);
        texts.add(Files.isRegularFile(file) ? Files.readString(file) : SHIPPED);
      } catch (IOException e) {
        throw new UncheckedIOException(each + " cannot be read", e);
      }
    }
    return new RulePipelines(namesOrFiles, texts);
  }

  private static String problem(Rejection rejection) {
    return rejection.file() + ":" + rejection.line() + ": " + rejection.reason();
  }

  /** The pipelines, ready to change rules. */
  Pipelines open() {
    List<ProcessingPipeline> pipelines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (texts.get(i).equals(SHIPPED)) {
        pipelines.addAll(PipelineLoader.load(List.of(names.get(i))).pipelines().chain());
      } else if (PipelineLoader.read(names.get(i), texts.get(i))
          instanceof PipelineResult.Loaded loaded) {
        pipelines.add(loaded.pipeline());
      } else {
        throw new IllegalStateException(
            "pipeline '"
                + names.get(i)
                + "' was read where the job was submitted but cannot be read here; run the same"
                + " version of the job everywhere");
      }
    }
    return Pipelines.of(pipelines);
  }
}
