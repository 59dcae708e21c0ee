/** What verifying audit chains costs, against hashing the same bytes. */
package io.pixelated.streams.bench.audit;
