/** Bytes in, matches out: how many events a second, against only reading the same bytes. */
package io.pixelated.streams.bench.sigma.throughput;
