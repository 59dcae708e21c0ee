/** What large and hostile events cost. */
package io.pixelated.streams.bench.sigma.linearity;
