/** Event time: when events happened, what is late, and how far time has come. */
package io.pixelated.streams.jobs.eventtime;
