package io.pixelated.streams.correlation.sequence;

/**
 * A partial match.
 *
 * @param place how far it has come
 * @param way the events it has taken
 */
record Held(Place place, Way way) {}
