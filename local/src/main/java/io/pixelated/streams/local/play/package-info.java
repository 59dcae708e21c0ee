/** Plays events into {@code security.events.raw}: a scenario's, or those of one's own file. */
package io.pixelated.streams.local.play;
