/** The stage that chains verdicts and signs the chains; what a chain is, residency says. */
package io.pixelated.streams.jobs.audit;
