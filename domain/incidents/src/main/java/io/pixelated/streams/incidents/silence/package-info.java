/**
 * Silences and inhibitions: which evidence raises no incident, and why, decided by event time.
 *
 * <p>{@link io.pixelated.streams.incidents.silence.SilenceBook} holds both as data and looks at
 * each finding; {@link io.pixelated.streams.incidents.silence.Inhibitor} decides about those that
 * wait for others.
 */
package io.pixelated.streams.incidents.silence;
