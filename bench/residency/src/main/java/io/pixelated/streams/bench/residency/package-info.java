/** What the residency check costs a record. */
package io.pixelated.streams.bench.residency;
