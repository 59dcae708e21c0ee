package io.pixelated.streams.incidents.silence;

import io.pixelated.streams.incidents.Signal;
import java.util.List;
import java.util.Objects;

/**
 * Evidence that inhibitions concern.
 *
 * @param signal the evidence
 * @param sources inhibitions that it is a source of
 * @param targets inhibitions that it is a target of
 */
public record Claimed(Signal signal, List<Claim> sources, List<Claim> targets) {
  public Claimed {
    Objects.requireNonNull(signal, "signal");
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
  }
}
