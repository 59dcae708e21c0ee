/** How records that passed the residency check travel between tasks of a job. */
package io.pixelated.streams.connectors.cleared;
