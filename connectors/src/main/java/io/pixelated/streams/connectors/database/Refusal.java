package io.pixelated.streams.connectors.database;

/**
 * A row that the database does not take.
 *
 * @param row the row
 * @param state SQLSTATE of the last try
 */
record Refusal(Row row, String state) {}
