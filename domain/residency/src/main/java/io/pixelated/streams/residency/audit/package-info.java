/**
 * The audit chain: verdicts that nobody can alter, remove, insert or reorder without it showing.
 *
 * <p>{@link io.pixelated.streams.residency.audit.ChainWriter} appends entries to one of the chains
 * of a region's job and signs anchors; {@link io.pixelated.streams.residency.audit.AuditVerifier}
 * finds what does not fit. What an entry's bytes are is told in {@code docs/audit.md}, well enough
 * for another implementation.
 */
package io.pixelated.streams.residency.audit;
