/** The commands behind {@code ./streams}, a package for each room of them. */
package io.pixelated.streams.cli;
