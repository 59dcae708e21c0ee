package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import io.pixelated.streams.ingest.ParsedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parses each raw record, finds the rules that match it, and routes the matches. */
final class DetectFunction extends BroadcastProcessFunction<RawRecord, RuleDocument, Analysis>
    implements CheckpointedFunction {
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
  static final OutputTag<RuleStatus> RULE_STATUS =
      new OutputTag<>("rule-status", TypeInformation.of(RuleStatus.class));

  private static final long serialVersionUID = 1L;

  private final IngestSettings settings;
  private final RuleSnapshot snapshot;
  private final RulePipelines pipelines;

  private transient HeldRules rules;
  private transient Ingest ingest;
  private transient Detector detector;
  private transient Counter unreadable;
  private transient Counter detections;

  DetectFunction(IngestSettings settings, RuleSnapshot snapshot, RulePipelines pipelines) {
    this.pipelines = pipelines;
    this.settings = settings;
    this.snapshot = snapshot;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules = HeldRules.initialize(context, snapshot, pipelines);
  }

  @Override
  public void open(OpenContext context) {
    ingest = Ingest.standard(settings);
    detector = new Detector(rules.rulebook());
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    unreadable = metrics.counter("unreadableRecords");
    detections = metrics.counter("detections");
    metrics.gauge("unfinishedEvaluations", () -> rules.rulebook().unfinishedEvaluations());
  }

  @Override
  public void processElement(RawRecord record, ReadOnlyContext context, Collector<Analysis> out) {
    ParseResult result = ingest.parse(record);
    if (result instanceof Unreadable failure) {
      unreadable.inc();
      context.output(
          DEAD_LETTERS, DeadLetter.of(record, settings.region(), "parse", failure.reason()));
    } else if (result instanceof Parsed parsed) {
      out.collect(analyse(parsed.event(), record));
    }
  }

  /** Every subtask takes the rule in; the first tells what became of it. */
  @Override
  public void processBroadcastElement(
      RuleDocument document, Context context, Collector<Analysis> out) throws Exception {
    boolean tells = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    for (RuleStatus status : rules.apply(document)) {
      if (tells) {
        context.output(RULE_STATUS, status);
      }
    }
    detector = new Detector(rules.rulebook());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The rules are broadcast state; nothing else is kept.
  }

  private Analysis analyse(ParsedEvent parsed, RawRecord record) {
    SecurityEvent event = ingest.describe(parsed, record);
    Detected detected = detector.detect(parsed, event);
    detections.inc(detected.detections().size());
    return new Analysis(
        event.id(),
        event.time(),
        event.stale(),
        event.origin(),
        event.classification(),
        ingest.enriched(event),
        detected.detections(),
        detected.matches());
  }
}
