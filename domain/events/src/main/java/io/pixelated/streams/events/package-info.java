/**
 * The records that travel between jobs, their JSON codecs and their ids; and how records that
 * somebody wrote are read.
 */
package io.pixelated.streams.events;
