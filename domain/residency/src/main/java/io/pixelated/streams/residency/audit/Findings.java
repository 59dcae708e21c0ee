package io.pixelated.streams.residency.audit;

import java.util.ArrayList;
import java.util.List;

/** Gathers findings with the place that is being read; keeps the first and counts the rest. */
final class Findings {
  private static final int MOST_KEPT = 1_000;

  private final List<Finding> kept = new ArrayList<>();
  private long count;
  private String source = "";
  private long number;

  /** Says what is read now. */
  void at(String newSource, long newNumber) {
    source = newSource;
    number = newNumber;
  }

  /** Something about the entry that is being read. */
  void here(FindingKind kind, String chain, long index, String text) {
    add(new Finding(kind, chain, index, source, number, text));
  }

  /** Something about what has been read, or has not. */
  void overall(FindingKind kind, String chain, long index, String text) {
    add(new Finding(kind, chain, index, "", 0, text));
  }

  private void add(Finding finding) {
    count++;
    if (kept.size() < MOST_KEPT) {
      kept.add(finding);
    }
  }

  List<Finding> kept() {
    return kept;
  }

  long count() {
    return count;
  }
}
