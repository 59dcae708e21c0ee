package io.pixelated.streams.jobs.regional.compliance;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The job's own options, beside those of {@code threat-correlation}. */
public final class ComplianceOptions {
  public static final ConfigOption<Duration> REPORT_DEADLINE =
      ConfigOptions.key("streams.privacy.report-deadline")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How long an erasure waits for running jobs to report that they forgot the subject. What"
                  + " is missing by then, the certificate names.");

  public static final ConfigOption<List<Duration>> SWEEPS =
      ConfigOptions.key("streams.privacy.sweeps")
          .durationType()
          .asList()
          .defaultValues(Duration.ofDays(1), Duration.ofDays(27))
          .withDescription(
              "How long after an erasure the tables are looked through again for rows about the"
                  + " subject that came late: of events from before the request. Less than 30 days"
                  + " each, separated by semicolons; only 0 s: never.");

  public static final ConfigOption<List<String>> STAGES =
      ConfigOptions.key("streams.privacy.stages")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "The stages that have to report on every erasure, as job/stage, separated by"
                  + " semicolons; empty: all stages of threat-correlation that keep records of"
                  + " somebody. The word none: no job runs in this region.");

  public static final ConfigOption<Duration> BREACH_SETTLE =
      ConfigOptions.key("streams.privacy.breach-settle")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription(
              "How long a confirmed breach waits before anybody is told that its time passes: so long"
                  + " after a first start, notices may still be read that stop the clock.");

  public static final ConfigOption<Duration> RETENTION_EVERY =
      ConfigOptions.key("streams.privacy.retention-every")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How often rows are brought in step with the policies' retention and legal holds, and"
                  + " those whose time is over are deleted. Zero: never, somebody else does it.");

  private ComplianceOptions() {}

  /** All of them, in the order in which the reference lists them. */
  public static List<ConfigOption<?>> all() {
    return List.of(REPORT_DEADLINE, SWEEPS, STAGES, BREACH_SETTLE, RETENTION_EVERY);
  }
}
