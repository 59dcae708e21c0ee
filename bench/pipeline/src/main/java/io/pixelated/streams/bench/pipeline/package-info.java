/** End to end: events a second through the whole job, against a job that only passes them on. */
package io.pixelated.streams.bench.pipeline;
