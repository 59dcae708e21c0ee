/**
 * A slow, obviously right evaluator of Sigma rules: straight from their YAML, with nothing
 * compiled, indexed, reordered or shared with the engine that tests hold against it.
 */
package io.pixelated.streams.reference;
