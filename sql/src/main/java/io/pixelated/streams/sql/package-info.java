/** The database's schema, and how it is brought up to date. */
package io.pixelated.streams.sql;
