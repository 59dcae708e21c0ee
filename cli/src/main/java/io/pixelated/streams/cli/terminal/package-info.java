/** What every command says and how: results, messages, progress, exit codes. */
package io.pixelated.streams.cli.terminal;
