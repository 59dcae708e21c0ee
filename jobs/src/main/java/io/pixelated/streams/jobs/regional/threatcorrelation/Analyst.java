package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.SecurityEvent;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.jobs.correlation.LossCounters;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import io.pixelated.streams.jobs.rules.RuleTransition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Reads records and matches them with the rules of their time; counts what it meets. */
final class Analyst {
  private final String region;
  private final Ingest ingest;
  private final HeldOrders orders;
  private final RuleTransition transition;
  private final Consumer<DeadLetter> deadLetters;
  private final Counter unreadable;
  private final Counter detections;
  private final Counter forgotten;
  private final LossCounters losses;

  private Detector detector;
  private long decided;

  /**
   * @param deadLetters takes what cannot be read
   */
  Analyst(
      IngestSettings settings,
      HeldOrders orders,
      RuleTransition transition,
      Consumer<DeadLetter> deadLetters,
      MetricGroup metrics) {
    this.region = settings.region();
    this.ingest = Ingest.standard(settings);
    this.orders = orders;
    this.transition = transition;
    this.deadLetters = deadLetters;
    this.unreadable = metrics.counter("unreadableRecords");
    this.detections = metrics.counter("detections");
    this.forgotten = metrics.counter("forgottenRecords");
    this.losses = new LossCounters(metrics);
  }

  /** What a record says; empty if it cannot be read, or must not come back. */
  Optional<Analysis> analyse(RawRecord record) {
    ParseResult result = ingest.parse(record);
    if (result instanceof Unreadable failure) {
      unreadable.inc();
      deadLetters.accept(DeadLetter.of(record, region, "parse", failure.reason()));
    } else if (result instanceof Parsed parsed) {
      SecurityEvent event = ingest.describe(parsed.event(), record);
      if (!mustNotComeBack(event)) {
        return Optional.of(analyse(parsed.event(), event));
      }
      forgotten.inc();
    }
    return Optional.empty();
  }

  /** Whether it is read again although somebody whom it names was to be forgotten after it. */
  private boolean mustNotComeBack(SecurityEvent event) {
    return orders.forbid(
        event.origin().timestamp(),
        who ->
            who.inEntities(event.entities())
                || who.in(new String(event.json(), StandardCharsets.UTF_8)));
  }

  private Analysis analyse(ParsedEvent parsed, SecurityEvent event) {
    Detected detected = detectorAt(event.time()).detect(parsed, event);
    detections.inc(detected.detections().size());
    detected.ungrouped().forEach(losses::addUngrouped);
    return new Analysis(
        event.id(),
        event.time(),
        event.stale(),
        event.stale(),
        event.origin(),
        event.classification(),
        ingest.enriched(event),
        detected.detections(),
        detected.matches());
  }

  private Detector detectorAt(long time) {
    Generation decides = transition.decideAt(time);
    if (detector == null || decides.number() != decided) {
      decided = decides.number();
      detector = new Detector(decides.rulebook(), decides.number());
    }
    return detector;
  }
}
