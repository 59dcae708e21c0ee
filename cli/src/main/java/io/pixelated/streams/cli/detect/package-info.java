/** Detection over files: what matches, and how it is written. */
package io.pixelated.streams.cli.detect;
