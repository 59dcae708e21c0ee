/** Commands for an operator of the database: its schema, its regions, its retention. */
package io.pixelated.streams.cli.database;
