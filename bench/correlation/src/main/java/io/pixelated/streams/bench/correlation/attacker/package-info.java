/** An attack on the memory of the correlation. */
package io.pixelated.streams.bench.correlation.attacker;
