/** How long all rules take to load, and one changed rule to take effect. */
package io.pixelated.streams.bench.sigma.loading;
