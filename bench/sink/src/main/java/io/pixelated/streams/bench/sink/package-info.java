/** What storing rows costs. */
package io.pixelated.streams.bench.sink;
