/** A real Kafka broker, PostgreSQL and Flink on one machine, started and stopped as one. */
package io.pixelated.streams.local.stack;
