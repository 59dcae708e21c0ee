/** The residency stage: what leaves is checked, and what stays behind is sealed. */
package io.pixelated.streams.jobs.residency;
