/**
 * The scenario simulator: a day of the platform's events in several regions, with scripted attacks
 * and their ground truth, as a pure function of scenario, seed and end time.
 *
 * <p>{@link io.pixelated.streams.local.scenario.Traffic} is what honest people and machines do,
 * {@link io.pixelated.streams.local.scenario.Attack} what is scripted; each kind is a class of its
 * own, listed in {@link io.pixelated.streams.local.scenario.TrafficKind} and {@link
 * io.pixelated.streams.local.scenario.AttackKind}.
 */
package io.pixelated.streams.local.scenario;
