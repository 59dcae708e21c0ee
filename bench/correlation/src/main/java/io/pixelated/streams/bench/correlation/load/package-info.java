/** Rules and matches made by arithmetic, the same in every run. */
package io.pixelated.streams.bench.correlation.load;
