/**
 * Processing pipelines in pySigma's YAML format, read in two directions: towards the rule they
 * rewrite it before it is checked and compiled; towards the event they tell which log sources it
 * belongs to and under which names a rule's field may lie.
 */
package io.pixelated.streams.sigma.pipeline;
