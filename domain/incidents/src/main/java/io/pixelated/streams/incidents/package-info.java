/**
 * From detections and alerts to incidents: grouping, risk and life cycle, in plain Java.
 *
 * <p>{@link io.pixelated.streams.incidents.Grouping} turns a detection or an alert into a {@link
 * io.pixelated.streams.incidents.Signal} and names the entities that link it to others. {@link
 * io.pixelated.streams.incidents.StrandKeeper} condenses what links the same entities, and the one
 * {@link io.pixelated.streams.incidents.IncidentDesk} of a region joins what it is told, says which
 * updates to write now and when to ask again.
 *
 * <p>What is known of an incident in the end is a function of the set of its evidence: whatever
 * order it arrived in, the id, times, evidence, risk, severity and title are the same. Three things
 * are not: the version (a clock), the status {@code CLOSED} (the watermark must have passed the
 * quiet time; the end of a bounded input closes nothing), and what a flood beyond the bounds drops,
 * which is chosen by content wherever that is possible.
 */
package io.pixelated.streams.incidents;
