/** Kafka: the topic catalogue, the sources of raw events and rules, and the two sinks. */
package io.pixelated.streams.connectors.kafka;
