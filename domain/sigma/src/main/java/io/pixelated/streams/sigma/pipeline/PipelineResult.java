package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Rejection;
import java.util.Objects;

/** What reading a pipeline came to: it loads whole or not at all. */
public sealed interface PipelineResult permits PipelineResult.Loaded, PipelineResult.Rejected {

  /** The pipeline. */
  record Loaded(ProcessingPipeline pipeline) implements PipelineResult {
    public Loaded {
      Objects.requireNonNull(pipeline);
    }
  }

  /** Everything that is wrong with it; {@link Rejection#rule} is the pipeline's name. */
  record Rejected(Rejection rejection) implements PipelineResult {
    public Rejected {
      Objects.requireNonNull(rejection);
    }
  }
}
