package io.pixelated.streams.incidents.quality;

import java.util.Map;
import java.util.Objects;

/**
 * What is remembered of an incident until its verdict comes, and after it.
 *
 * @param rules titles of the rules behind it by their ids, bounded
 * @param mergedInto the incident that took over its evidence; empty if none did
 * @param verdict the verdict; null if there is none
 * @param touched the clock when it last changed, epoch milliseconds
 */
public record CaseFile(
    Map<String, String> rules, String mergedInto, Disposition verdict, long touched) {
  public CaseFile {
    rules = Map.copyOf(rules);
    Objects.requireNonNull(mergedInto, "mergedInto");
  }

  static CaseFile empty(long now) {
    return new CaseFile(Map.of(), "", null, now);
  }
}
