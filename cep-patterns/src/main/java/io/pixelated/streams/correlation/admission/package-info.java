/**
 * Which groups of a rule count when there are more than can be kept: a bound that an attacker who
 * invents users or addresses runs into.
 */
package io.pixelated.streams.correlation.admission;
