package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;

/**
 * An event as the automaton looks at it.
 *
 * @param marks one bit per rule of the sequence that matched it
 */
record Candidate(MatchedEvent event, long marks) {}
