package io.pixelated.streams.local.scenario;

/**
 * A Windows machine of a member of staff.
 *
 * @param nested whether its agent ships {@code Event.System} records instead of flat ones
 */
record Workstation(String host, String ip, Person user, boolean nested) {}
