package io.pixelated.streams.local.watch;

/**
 * What half, nearly all and almost every one of some durations did not exceed.
 *
 * @param count how many durations there are; the others are 0 if there is none
 * @param p50 milliseconds
 * @param p95 milliseconds
 * @param p99 milliseconds
 */
public record Percentiles(int count, long p50, long p95, long p99) {}
