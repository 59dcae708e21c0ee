/**
 * Minimisation: what is taken out of a record, field by field, before it goes where it may not be
 * whole.
 *
 * <p>A record is read once, into a flat table of its parts ({@link
 * io.pixelated.streams.residency.minimise.JsonTape}); profiles are compiled to an automaton over
 * names; what is kept is copied from the bytes that came.
 */
package io.pixelated.streams.residency.minimise;
