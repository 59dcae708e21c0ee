/** The operators of the job that the benchmarks measure. */
package io.pixelated.streams.bench.correlation.stages;
