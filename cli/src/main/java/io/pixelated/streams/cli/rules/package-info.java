/** Commands for those who write rules: check, test, explain, coverage. */
package io.pixelated.streams.cli.rules;
