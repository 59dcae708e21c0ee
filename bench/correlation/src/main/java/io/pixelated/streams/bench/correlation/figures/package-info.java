/** Medians, quartiles and lines. */
package io.pixelated.streams.bench.correlation.figures;
