/**
 * Kafka: the topic catalogue and whether topics are as it says, the sources and the two sinks of
 * jobs, and what is read or written beside a job.
 */
package io.pixelated.streams.connectors.kafka;
