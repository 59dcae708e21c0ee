/** The commands behind {@code ./streams}, one small class each. */
package io.pixelated.streams.cli;
