package io.pixelated.streams.residency.audit;

import java.util.Objects;

/**
 * Something that does not fit.
 *
 * @param kind what is wrong
 * @param chain the chain, as {@code REGION/JOB/NUMBER}; empty if it is not known
 * @param index place in the chain; -1 if it is about none
 * @param source where it was read, such as a file; empty if it is about nothing that was read
 * @param number line in the file, offset in the partition
 * @param text what was found and what was expected, for a person; never content of a record
 */
public record Finding(
    FindingKind kind, String chain, long index, String source, long number, String text) {
  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(text, "text");
  }
}
