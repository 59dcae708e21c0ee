/**
 * Correlation as part of a job: matches are gathered, keyed by rule and group, and correlated in
 * stages, one for each level of rules that refer to each other.
 */
package io.pixelated.streams.jobs.correlation;
