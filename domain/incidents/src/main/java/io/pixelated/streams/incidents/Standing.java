package io.pixelated.streams.incidents;

/**
 * Evidence that belongs together, as the desk now sees it.
 *
 * @param id the id of the incident that it is or would be
 * @param component its strands
 * @param whole all of its evidence
 */
record Standing(String id, Component component, Cluster whole) {}
