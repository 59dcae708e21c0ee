/** The job {@code compliance}: what data subjects ask for, and what the law gives a time for. */
package io.pixelated.streams.jobs.regional.compliance;
