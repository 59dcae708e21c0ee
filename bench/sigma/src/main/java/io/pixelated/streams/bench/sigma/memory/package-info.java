/** How much memory all rules take. */
package io.pixelated.streams.bench.sigma.memory;
