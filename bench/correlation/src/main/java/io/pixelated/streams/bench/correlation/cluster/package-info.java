/** Jobs in a Flink cluster of this process, fed in slices and timed from source to sink. */
package io.pixelated.streams.bench.correlation.cluster;
