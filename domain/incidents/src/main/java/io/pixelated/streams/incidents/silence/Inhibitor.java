package io.pixelated.streams.incidents.silence;

import io.pixelated.streams.events.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides by event time which evidence is inhibited: a target at time t is, if a source has a time
 * s with s <= t < s + the time that it is active.
 *
 * <p>A target waits until the watermark has passed its time, for only then all its sources are
 * known; provisional alerts are no sources, and as targets they are not announced.
 */
public final class Inhibitor {
  /** Sources that are remembered of one claim: beyond it, neighbours count as one. */
  private static final int MOST_SPANS = 64;

  /** Activity is forgotten at full hours only. */
  public static final long HOUR = 3_600_000;

  /** How long after its end the activity of a source is remembered for targets that come late. */
  private static final long MEMORY = 24 * HOUR;

  /** What the inhibitor keeps, by key. */
  public interface Memory {
    /** Times at which the sources of a claim are active, by time; empty if there are none. */
    List<Span> active(String claim);

    void setActive(String claim, List<Span> spans);

    /** Claims with active times. */
    List<String> claims();
  }

  /** A stretch of event time, from inclusive to exclusive. */
  public record Span(long from, long to) {}

  private final Memory memory;

  public Inhibitor(Memory memory) {
    this.memory = memory;
  }

  /** Whether evidence has to wait for the watermark to pass its time before it is decided on. */
  public static boolean waits(Claimed claimed, long watermark) {
    return !claimed.targets().isEmpty() && claimed.signal().evidence().time() > watermark;
  }

  /** Whether evidence is of no use here: what is not settled neither inhibits nor is announced. */
  public static boolean isUnsettled(Claimed claimed) {
    AlertState state = claimed.signal().state();
    return state != AlertState.FINAL && state != AlertState.CLOSED;
  }

  /** Notes the activity of a source and says how many claims are new. */
  public int note(Claimed claimed) {
    long time = claimed.signal().evidence().time();
    int added = 0;
    for (Claim claim : claimed.sources()) {
      List<Span> before = memory.active(claim.key());
      memory.setActive(claim.key(), joined(before, new Span(time, time + claim.activeMillis())));
      added += before.isEmpty() ? 1 : 0;
    }
    return added;
  }

  /** The inhibition that holds for a target, if any does. */
  public Optional<Claim> inhibits(Claimed claimed) {
    long time = claimed.signal().evidence().time();
    return claimed.targets().stream()
        .filter(
            claim ->
                memory.active(claim.key()).stream()
                    .anyMatch(s -> s.from() <= time && time < s.to()))
        .findFirst();
  }

  /**
   * When the activity that evidence starts is to be forgotten: on a full hour, so as to do it
   * seldom.
   */
  public static long forgottenAt(Claimed claimed) {
    long time = claimed.signal().evidence().time();
    long longest = claimed.sources().stream().mapToLong(Claim::activeMillis).max().orElse(0);
    return Math.floorDiv(time + longest + MEMORY, HOUR) * HOUR + HOUR;
  }

  /** Forgets activity that has been over for long and says how many claims are gone. */
  public int forget(long watermark) {
    int gone = 0;
    for (String claim : memory.claims()) {
      List<Span> left =
          memory.active(claim).stream().filter(s -> s.to() + MEMORY > watermark).toList();
      memory.setActive(claim, left);
      gone += left.isEmpty() ? 1 : 0;
    }
    return gone;
  }

  private static List<Span> joined(List<Span> spans, Span added) {
    List<Span> result = new ArrayList<>();
    Span joined = added;
    for (Span span : spans) {
      if (span.from() <= joined.to() && joined.from() <= span.to()) {
        joined = new Span(Math.min(span.from(), joined.from()), Math.max(span.to(), joined.to()));
      } else {
        result.add(span);
      }
    }
    result.add(joined);
    result.sort(Comparator.comparingLong(Span::from));
    while (result.size() > MOST_SPANS) {
      // The oldest two become one: targets that late are rare.
      Span first = result.remove(0);
      result.set(0, new Span(first.from(), result.get(0).to()));
    }
    return result;
  }
}
