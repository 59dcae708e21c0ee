/** CockroachDB and PostgreSQL: the sink of what residency cleared. */
package io.pixelated.streams.connectors.database;
