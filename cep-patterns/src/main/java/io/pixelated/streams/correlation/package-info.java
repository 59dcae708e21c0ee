/**
 * Correlation of rule matches: what a correlation is, what it takes and what it remembers. How it
 * decides is in the packages below; {@code docs/correlation.md} says what it means.
 */
package io.pixelated.streams.correlation;
