package io.pixelated.streams.incidents;

import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Incident;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides what becomes of the incidents of one entity: the logic of the operator that is keyed by
 * {@link Signal#key()} and keeps an {@link IncidentBook} per key.
 *
 * <p>Call {@link #apply} with every signal and the other two when the timers that the last {@link
 * Step} asked for fire. Earlier timers may stay registered; calls that come too often change
 * nothing.
 */
public final class IncidentTracker {
  private final IncidentPolicy policy;
  private final ClusterJoin clusters;
  private final IncidentView view;
  private final Publisher publisher;

  /**
   * @param region the region that the incidents belong to
   * @param clock tells versions and the time of the last update
   * @param replayedUntil the clock's time when the job was last restored from a failure, else
   *     {@link Long#MIN_VALUE}: what was observed before it may have been seen by the lost attempt
   *     in another order, so ids that it may have written are taken back
   */
  public IncidentTracker(
      IncidentPolicy policy, String region, InstantSource clock, long replayedUntil) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.clusters = new ClusterJoin(policy);
    this.view = new IncidentView(policy, region, clusters);
    this.publisher = new Publisher(policy, view, clock, replayedUntil);
  }

  /**
   * Adds or takes out a piece of evidence.
   *
   * @param book the state of {@link Signal#key()}; null if there is none
   * @param watermark the current watermark
   */
  public Step apply(IncidentBook book, Signal signal, long watermark) {
    IncidentBook before = book == null ? IncidentBook.empty(signal.primary()) : book;
    if (signal.state() == AlertState.CONFIRMED || signal.state() == AlertState.CLOSED) {
      // The final alert says it.
      return rest(before, watermark);
    }
    Evidence evidence = signal.evidence();
    List<Cluster> settled = before.settled();
    List<Holding> provisional = before.provisional();
    boolean wasProvisional = false;
    for (Holding held : provisional) {
      wasProvisional |= held.evidence().id().equals(evidence.id());
    }
    if (signal.state() == AlertState.PROVISIONAL) {
      if (wasProvisional) {
        return rest(before, watermark);
      }
      provisional = withProvisional(provisional, holding(signal, true));
    } else {
      if (wasProvisional) {
        provisional =
            provisional.stream().filter(h -> !h.evidence().id().equals(evidence.id())).toList();
      }
      if (signal.state() == AlertState.FINAL) {
        settled = clusters.add(settled, holding(signal, false), arrival(watermark));
      }
    }
    if (settled.equals(before.settled()) && provisional.equals(before.provisional())) {
      return rest(before, watermark);
    }
    IncidentBook after = bounded(before.with(settled, provisional));
    return finish(publisher.publish(after, seen(after, watermark), signal), watermark);
  }

  /** Writes what had to wait for the least time between updates. */
  public Step onProcessingTime(IncidentBook book, long watermark) {
    return book == null
        ? new Step(null, List.of(), Step.NEVER, Step.NEVER)
        : finish(publisher.publish(book, seen(book, watermark), null), watermark);
  }

  /**
   * Takes provisional alerts back that were never confirmed, closes incidents that have become
   * quiet, and forgets those that ended long ago.
   *
   * @param watermark the current watermark; {@link Long#MAX_VALUE}, the end of a bounded input,
   *     concludes nothing from the silence after it but writes everything that had to wait
   */
  public Step onEventTime(IncidentBook book, long watermark) {
    if (book == null) {
      return new Step(null, List.of(), Step.NEVER, Step.NEVER);
    }
    if (watermark == Long.MAX_VALUE) {
      return finish(publisher.publishAll(book, seen(book, watermark)), watermark);
    }
    List<Holding> standing =
        book.provisional().stream().filter(h -> expiry(h) > watermark).toList();
    IncidentBook current = book.with(book.settled(), standing);
    Publisher.Result written = publisher.publish(current, seen(current, watermark), null);
    List<Incident> updates = new ArrayList<>(written.updates());
    Publisher.Result closed =
        publisher.close(written.book(), seen(written.book(), watermark), watermark);
    updates.addAll(closed.updates());
    return finish(new Publisher.Result(forget(closed.book(), watermark), updates), watermark);
  }

  /** The clusters with the provisional alerts in them. */
  private List<Cluster> seen(IncidentBook book, long watermark) {
    List<Cluster> all = book.settled();
    for (Holding holding : book.provisional()) {
      all = clusters.add(all, holding, arrival(watermark));
    }
    return all;
  }

  private IncidentBook forget(IncidentBook book, long watermark) {
    return keeping(book, book.settled().stream().filter(c -> forgottenAt(c) > watermark).toList());
  }

  /** The book with fewer clusters; what readers were told of the others stays as it is. */
  private IncidentBook keeping(IncidentBook book, List<Cluster> kept) {
    if (kept.size() == book.settled().size()) {
      return book;
    }
    Map<String, Published> published = new HashMap<>(book.published());
    for (Cluster cluster : book.settled()) {
      if (!kept.contains(cluster)) {
        published.remove(view.id(book.primary(), cluster.firstTime()));
      }
    }
    return new IncidentBook(
        book.primary(), kept, book.provisional(), published, book.lastVersion());
  }

  private Step rest(IncidentBook book, long watermark) {
    return finish(new Publisher.Result(book, List.of()), watermark);
  }

  private Step finish(Publisher.Result result, long watermark) {
    IncidentBook book = result.book();
    long processing = publisher.nextWrite(book);
    if (book.isEmpty()) {
      return new Step(null, result.updates(), processing, Step.NEVER);
    }
    long event = Step.NEVER;
    for (Holding holding : book.provisional()) {
      event = Math.min(event, expiry(holding));
    }
    for (Cluster cluster : book.settled()) {
      event = Math.min(event, nextChange(book, cluster));
    }
    return new Step(book, result.updates(), processing, after(watermark, event));
  }

  /**
   * A timer that is due already would fire again and again before time moves on; at the end of the
   * input it never does.
   */
  private static long after(long watermark, long timer) {
    return watermark == Long.MAX_VALUE ? Step.NEVER : Math.max(timer, watermark + 1);
  }

  private long nextChange(IncidentBook book, Cluster cluster) {
    Published known = book.published().get(view.id(book.primary(), cluster.firstTime()));
    return known != null && publisher.isOpen(known)
        ? cluster.closesAt(policy.quietMillis())
        : forgottenAt(cluster);
  }

  private long forgottenAt(Cluster cluster) {
    return cluster.closesAt(policy.quietMillis()) + policy.memoryMillis();
  }

  private long expiry(Holding holding) {
    return holding.evidence().time() + policy.graceMillis();
  }

  /** When there are too many, the oldest that are no incident go first, then the oldest. */
  private IncidentBook bounded(IncidentBook book) {
    return keeping(
        book,
        book.settled().stream()
            .sorted(
                Comparator.comparing(Cluster::isIncident, Comparator.reverseOrder())
                    .thenComparing(Cluster::firstTime, Comparator.reverseOrder()))
            .limit(policy.bounds().clusters())
            .sorted(Comparator.comparingLong(Cluster::firstTime))
            .toList());
  }

  /** The watermark as a time of arrival; at the end of the input there is none to go by. */
  private static long arrival(long watermark) {
    return watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
  }

  /** When there are too many, the latest go: they will come again as final alerts. */
  private List<Holding> withProvisional(List<Holding> held, Holding added) {
    List<Holding> all = new ArrayList<>(held);
    all.add(added);
    all.sort(Holding.BY_TIME);
    int most = policy.bounds().provisional();
    return all.size() <= most ? all : all.subList(0, most);
  }

  private static Holding holding(Signal signal, boolean provisional) {
    Evidence e = signal.evidence();
    Evidence marked =
        new Evidence(
            e.id(),
            e.kind(),
            e.rule(),
            e.time(),
            provisional,
            e.eventIds(),
            e.entities(),
            e.classification(),
            e.observed());
    return new Holding(marked, signal.standalone());
  }
}
