/**
 * How good rules are, by what analysts make of the incidents that they raise.
 *
 * <p>{@link io.pixelated.streams.incidents.quality.QualityLedger} joins verdicts with the rules
 * behind incidents and counts them per rule.
 */
package io.pixelated.streams.incidents.quality;
