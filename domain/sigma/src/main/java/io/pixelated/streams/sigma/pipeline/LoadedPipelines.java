package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Rejection;
import java.util.List;
import java.util.Objects;

/**
 * What loading several pipelines came to.
 *
 * @param pipelines those that are good, as one chain
 * @param rejections what is wrong with the others; a chain with a gap should not be used
 */
public record LoadedPipelines(Pipelines pipelines, List<Rejection> rejections) {

  public LoadedPipelines {
    Objects.requireNonNull(pipelines);
    rejections = List.copyOf(rejections);
  }
}
