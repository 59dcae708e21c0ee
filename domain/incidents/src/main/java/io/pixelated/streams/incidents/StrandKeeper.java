package io.pixelated.streams.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Evidence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Condenses evidence that links the same entities before it goes to the one desk of the region: the
 * logic of the operator that is keyed by {@link Signal#key()} and keeps a {@link StrandBook} per
 * key.
 *
 * <p>What a desk must know at once is reported at once: alerts, and detections of a rule or level
 * that is new among them. Repetitions are reported together, at most once per update interval.
 */
public final class StrandKeeper {
  private final IncidentPolicy policy;
  private final ClusterJoin clusters;
  private final InstantSource clock;

  /**
   * @param clock tells when repetitions may be reported
   */
  public StrandKeeper(IncidentPolicy policy, InstantSource clock) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.clusters = new ClusterJoin(policy);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * What one call leads to.
   *
   * @param book the state to keep; null when nothing is left to remember
   * @param reports what to tell the desk
   * @param processingTimer when to call {@link #onProcessingTime} next, epoch milliseconds; {@link
   *     DeskStep#NEVER} if there is no need
   * @param eventTimer when to call {@link #onEventTime} next, in event time; {@link DeskStep#NEVER}
   *     if there is no need
   */
  public record StrandStep(
      StrandBook book, List<Report> reports, long processingTimer, long eventTimer) {
    public StrandStep {
      reports = List.copyOf(reports);
    }
  }

  /**
   * Takes evidence in, or passes on that it is in doubt, or no longer.
   *
   * @param book the state of {@link Signal#key()}; null if there is none
   * @param watermark the current watermark
   */
  public StrandStep apply(StrandBook book, Signal signal, long watermark) {
    StrandBook before = book == null ? new StrandBook(signal.links(), List.of(), 0) : book;
    // What a closed alert adds is no new sign of life.
    boolean closed = signal.state() == AlertState.CLOSED;
    long arrival = closed ? Long.MIN_VALUE : ClusterJoin.arrival(watermark);
    Evidence evidence = signal.evidence();
    String alert = evidence.kind() == Evidence.Kind.ALERT ? evidence.id() : "";
    if (signal.state() != AlertState.FINAL && !closed) {
      Cluster single = clusters.single(signal.holding(), arrival);
      return step(before, List.of(report(before, single, signal.state(), alert)), watermark);
    }
    List<Cluster> had = before.stretches().stream().map(StrandBook.Stretch::cluster).toList();
    List<Cluster> has =
        clusters.add(had, clusters.single(signal.holding(), arrival), policy.gap(signal.links()));
    if (has.equals(had)) {
      // An alert that was provisional is settled all the same, though it may have come before.
      List<Report> again = alert.isEmpty() ? List.of() : settled(before, has, evidence, alert);
      return step(before, again, watermark);
    }
    List<StrandBook.Stretch> stretches = new ArrayList<>();
    boolean urgent = !alert.isEmpty();
    for (Cluster cluster : has) {
      boolean known = had.contains(cluster);
      boolean told = known && before.stretches().get(had.indexOf(cluster)).told();
      urgent |= !known && saysMore(cluster, had);
      stretches.add(new StrandBook.Stretch(cluster, told));
    }
    StrandBook after = bounded(new StrandBook(before.links(), stretches, before.toldAt()));
    if (urgent) {
      List<Report> reports = new ArrayList<>(settled(after, has, evidence, alert));
      return step(told(after, reports), reports, watermark);
    }
    return due(after, watermark);
  }

  /** Reports the repetitions that had to wait. */
  public StrandStep onProcessingTime(StrandBook book, long watermark) {
    return book == null
        ? new StrandStep(null, List.of(), DeskStep.NEVER, DeskStep.NEVER)
        : due(book, watermark);
  }

  /**
   * Forgets what is long over.
   *
   * @param watermark the current watermark; {@link Long#MAX_VALUE}, the end of a bounded input,
   *     reports everything that had to wait
   */
  public StrandStep onEventTime(StrandBook book, long watermark) {
    if (book == null) {
      return new StrandStep(null, List.of(), DeskStep.NEVER, DeskStep.NEVER);
    }
    List<Report> waiting = waiting(book);
    StrandBook all = waiting.isEmpty() ? book : told(book, waiting);
    if (watermark == Long.MAX_VALUE) {
      return step(all, waiting, watermark);
    }
    List<StrandBook.Stretch> kept =
        all.stretches().stream().filter(s -> policy.forgottenAt(s.cluster()) > watermark).toList();
    return step(new StrandBook(all.links(), kept, all.toldAt()), waiting, watermark);
  }

  private StrandStep due(StrandBook book, long watermark) {
    if (clock.millis() - book.toldAt() < policy.updateMillis()) {
      return step(book, List.of(), watermark);
    }
    List<Report> reports = waiting(book);
    return step(told(book, reports), reports, watermark);
  }

  private static List<Report> waiting(StrandBook book) {
    return book.stretches().stream()
        .filter(s -> !s.told())
        .map(s -> report(book, s.cluster(), AlertState.FINAL, ""))
        .toList();
  }

  /** Reports of all that waits, and of what settles an alert in any case. */
  private List<Report> settled(
      StrandBook book, List<Cluster> has, Evidence evidence, String alert) {
    List<Report> reports = new ArrayList<>();
    for (StrandBook.Stretch stretch : book.stretches()) {
      boolean holds = stretch.cluster().reaches(evidence.time(), 0);
      if (holds || !stretch.told()) {
        String settles = holds ? alert : "";
        reports.add(report(book, stretch.cluster(), AlertState.FINAL, settles));
      }
    }
    if (reports.isEmpty()) {
      // The stretch fell to a bound; the desk must still hear that the alert is no longer in doubt.
      has.stream()
          .filter(c -> c.reaches(evidence.time(), 0))
          .forEach(c -> reports.add(report(book, c, AlertState.FINAL, alert)));
    }
    return reports;
  }

  private static Report report(StrandBook book, Cluster cluster, AlertState state, String alert) {
    return new Report(Strand.key(book.links()), book.links(), cluster, state, alert);
  }

  private StrandBook told(StrandBook book, List<Report> reports) {
    if (reports.isEmpty()) {
      return book;
    }
    List<StrandBook.Stretch> stretches =
        book.stretches().stream().map(s -> new StrandBook.Stretch(s.cluster(), true)).toList();
    return new StrandBook(book.links(), stretches, clock.millis());
  }

  /** Whether a cluster has a rule, a level or an occasion for an incident that none had before. */
  private static boolean saysMore(Cluster cluster, List<Cluster> had) {
    return had.stream()
        .noneMatch(
            before ->
                before.firstTime() >= cluster.firstTime()
                    && before.lastTime() <= cluster.lastTime()
                    && before.rules().size() == cluster.rules().size()
                    && before.topLevel() == cluster.topLevel()
                    && before.raised() == cluster.raised()
                    && before.risky() == cluster.risky());
  }

  /** When there are too many stretches, the oldest go. */
  private StrandBook bounded(StrandBook book) {
    int most = policy.bounds().clusters();
    List<StrandBook.Stretch> all = book.stretches();
    if (all.size() <= most) {
      return book;
    }
    List<StrandBook.Stretch> latest =
        all.stream()
            .sorted(Comparator.comparingLong(s -> s.cluster().firstTime()))
            .skip(all.size() - most)
            .toList();
    return new StrandBook(book.links(), latest, book.toldAt());
  }

  private StrandStep step(StrandBook book, List<Report> reports, long watermark) {
    if (book.stretches().isEmpty()) {
      return new StrandStep(null, reports, DeskStep.NEVER, DeskStep.NEVER);
    }
    boolean waits = book.stretches().stream().anyMatch(s -> !s.told());
    long event =
        book.stretches().stream()
            .mapToLong(s -> policy.forgottenAt(s.cluster()))
            .min()
            .orElse(DeskStep.NEVER);
    return new StrandStep(
        book,
        reports,
        waits ? book.toldAt() + policy.updateMillis() : DeskStep.NEVER,
        DeskStep.after(watermark, event));
  }
}
