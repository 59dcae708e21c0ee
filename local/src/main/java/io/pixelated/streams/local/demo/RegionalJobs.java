package io.pixelated.streams.local.demo;

import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.jobs.regional.threatcorrelation.KeySource;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationOptions;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.local.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The regions' jobs on a local stack. */
final class RegionalJobs {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 100;

  private final LocalStack stack;
  private final List<JobID> jobs = new ArrayList<>();

  RegionalJobs(LocalStack stack) {
    this.stack = stack;
  }

  /** Submits a region's job and returns its consumer group. */
  String submit(String region) throws InterruptedException {
    Configuration configuration = configuration(region);
    ThreatCorrelationSettings settings =
        ThreatCorrelationSettings.read(configuration).withDatabase(stack.database());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    ThreatCorrelationJob.define(environment, settings);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    try {
      jobs.add(stack.flink().submitJob(graph).get().getJobID());
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flink refuses the job of " + region, e.getCause());
    }
    return settings.groupId();
  }

  private Configuration configuration(String region) {
    Configuration c = new Configuration();
    c.set(PipelineOptions.NAME, "threat-correlation " + region);
    c.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    c.set(PipelineOptions.OBJECT_REUSE, true);
    c.set(PipelineOptions.GENERIC_TYPES, false);
    c.set(ThreatCorrelationOptions.REGION, region);
    c.set(ThreatCorrelationOptions.BOOTSTRAP_SERVERS, stack.kafka().bootstrapServers());
    c.set(ThreatCorrelationOptions.TOPIC_PREFIX, Topics.sharedBy(region).prefix());
    c.set(ThreatCorrelationOptions.DATABASE_URL, stack.database().url());
    c.set(ThreatCorrelationOptions.PSEUDONYM_KEY, KeySource.DEVELOPMENT);
    return c;
  }

  /** Returns when every task of every job runs. */
  void awaitRunning() throws InterruptedException {
    for (JobID job : jobs) {
      while (!isRunning(job)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  private boolean isRunning(JobID job) throws InterruptedException {
    try {
      AccessExecutionGraph graph = stack.flink().getExecutionGraph(job).get();
      if (graph.getState().isGloballyTerminalState()) {
        throw new IllegalStateException(
            graph.getJobName() + " is " + graph.getState() + " instead of running; see the log");
      }
      if (graph.getState() != JobStatus.RUNNING) {
        return false;
      }
      for (var vertex : graph.getAllExecutionVertices()) {
        if (vertex.getExecutionState() != ExecutionState.RUNNING) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flink does not tell the state of a job", e.getCause());
    }
  }
}
