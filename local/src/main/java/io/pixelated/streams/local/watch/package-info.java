/** Watches what a region's job makes of the events played to it. */
package io.pixelated.streams.local.watch;
