/** How state is written: few bytes, read fast. */
package io.pixelated.streams.correlation.codec;
