/**
 * Data residency: where a record may be stored or sent, and what has to be taken out of it first.
 *
 * <p>Policies and regions are data ({@code policies.yaml}, {@code regions.yaml}). {@link
 * io.pixelated.streams.residency.ResidencyCheck} decides per record and destination, and alone
 * makes {@link io.pixelated.streams.residency.Cleared} records, which is all that sinks accept.
 * Whatever is unknown, broken or unexpected is denied.
 */
package io.pixelated.streams.residency;
