/** The job {@code audit-archive}: what {@code compliance.audit} holds for a year, kept for six. */
package io.pixelated.streams.jobs.regional.auditarchive;
