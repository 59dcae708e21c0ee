/**
 * Secret keys of regions: where they come from, how they rotate, and the pseudonyms made with them.
 */
package io.pixelated.streams.residency.keys;
