/** Where the parallel subtasks of one operator come to know something of each other. */
package io.pixelated.streams.jobs.meeting;
