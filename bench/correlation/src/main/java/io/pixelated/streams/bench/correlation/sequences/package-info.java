/** Many sequences at once, against Flink CEP with one operator for each. */
package io.pixelated.streams.bench.correlation.sequences;
