package io.pixelated.streams.residency.audit;

import java.util.List;

/**
 * What a verification found.
 *
 * @param entries entries read
 * @param bytes bytes of them
 * @param chains what was read of each chain, in order
 * @param retired chains whose first entries are gone by retention: region anchors prove their age
 * @param problems how many findings there are
 * @param findings the first of them
 */
public record AuditReport(
    long entries,
    long bytes,
    List<ChainSummary> chains,
    int retired,
    long problems,
    List<Finding> findings) {
  public AuditReport {
    chains = List.copyOf(chains);
    findings = List.copyOf(findings);
  }

  /** Whether everything fits. */
  public boolean isSound() {
    return problems == 0;
  }

  /** Verdicts read. */
  public long verdicts() {
    return chains.stream().mapToLong(ChainSummary::verdicts).sum();
  }

  /** Valid signatures read. */
  public long anchors() {
    return chains.stream().mapToLong(ChainSummary::anchors).sum();
  }

  /** Entries that no signature covers yet. */
  public long unsigned() {
    return chains.stream().mapToLong(ChainSummary::unsigned).sum();
  }
}
