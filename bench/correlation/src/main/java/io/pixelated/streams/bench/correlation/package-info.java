/**
 * What correlating costs; {@link io.pixelated.streams.bench.correlation.CorrelationBenchmarks} runs
 * it.
 */
package io.pixelated.streams.bench.correlation;
