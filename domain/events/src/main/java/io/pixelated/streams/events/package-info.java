/** The records that travel between jobs, their JSON codecs and their ids. */
package io.pixelated.streams.events;
