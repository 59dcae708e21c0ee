/**
 * The regional job {@code threat-correlation}: from raw events to detections, alerts and incidents.
 */
package io.pixelated.streams.jobs.regional.threatcorrelation;
