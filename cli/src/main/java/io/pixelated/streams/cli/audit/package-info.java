/** Commands for an auditor: verifying chains, and the keys that takes. */
package io.pixelated.streams.cli.audit;
