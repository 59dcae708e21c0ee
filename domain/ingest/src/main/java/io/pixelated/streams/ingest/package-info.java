/**
 * From bytes to an event: JSON, formats and log sources, event time, entities and data class.
 *
 * <p>{@link io.pixelated.streams.ingest.Ingest} is the way in. What the product knows about formats
 * is data in this package's YAML resources: {@code formats.yaml} (shapes, log sources, field names,
 * times, ids), {@code entities.yaml} and {@code classification.yaml}.
 */
package io.pixelated.streams.ingest;
