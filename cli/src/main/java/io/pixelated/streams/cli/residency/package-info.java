/** Commands for what residency keeps back. */
package io.pixelated.streams.cli.residency;
