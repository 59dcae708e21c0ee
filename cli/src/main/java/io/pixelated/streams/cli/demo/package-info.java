/** The demonstration as it shows itself on a terminal. */
package io.pixelated.streams.cli.demo;
