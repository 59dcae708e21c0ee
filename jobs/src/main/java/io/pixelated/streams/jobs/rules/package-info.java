/**
 * Rules that change while a job runs: how a change becomes a generation, from which event time on
 * it holds, and which rules a subtask has for which time.
 */
package io.pixelated.streams.jobs.rules;
