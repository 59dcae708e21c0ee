/** From detections and alerts to incidents, silences and dispositions included. */
package io.pixelated.streams.jobs.incidents;
