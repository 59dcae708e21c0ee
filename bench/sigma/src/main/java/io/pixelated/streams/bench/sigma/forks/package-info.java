/** Runs JMH benchmarks in processes of their own, in turns, and tells figures. */
package io.pixelated.streams.bench.sigma.forks;
