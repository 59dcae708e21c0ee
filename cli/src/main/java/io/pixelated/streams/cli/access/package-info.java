/** How commands reach what runs in a region: its Kafka cluster, its database, its keys. */
package io.pixelated.streams.cli.access;
