package io.pixelated.streams.bench.sigma.forks;

/**
 * What one process measured.
 *
 * @param mean of its iterations, in the benchmark's unit
 * @param median of its iterations
 * @param min of its iterations
 * @param max of its iterations
 * @param allocated bytes per call; not a number if not counted
 * @param cpuNanos CPU time of the measuring thread per event; not a number if not counted
 * @param matches rules matched per event; not a number if not counted
 */
public record Measured(
    double mean,
    double median,
    double min,
    double max,
    double allocated,
    double cpuNanos,
    double matches) {}
