package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.jobs.audit.AuditSettings;
import io.pixelated.streams.jobs.erasure.ErasureStages;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationSettings;
import io.pixelated.streams.jobs.settings.OptionReader;
import io.pixelated.streams.privacy.erasure.ReportLedger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * What one run of the job is told.
 *
 * @param region where it runs, what it reads and writes, as {@code threat-correlation} has it
 * @param stages whose reports an erasure waits for, as {@code job/stage}
 * @param reportDeadline how long
 * @param sweeps how long after an erasure rows that came late are looked for, soonest first
 * @param breachSettle how long a breach waits before anybody is told of it
 * @param retentionEvery how often rows are brought in step with retention; zero: never
 */
public record ComplianceSettings(
    ThreatCorrelationSettings region,
    List<String> stages,
    Duration reportDeadline,
    List<Duration> sweeps,
    Duration breachSettle,
    Duration retentionEvery) {
  /** The job's name in the audit chains. */
  static final String JOB = "compliance";

  private static final String NO_STAGES = "none";

  public ComplianceSettings {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(reportDeadline, "reportDeadline");
    Objects.requireNonNull(breachSettle, "breachSettle");
    Objects.requireNonNull(retentionEvery, "retentionEvery");
    stages = List.copyOf(stages);
    sweeps = List.copyOf(sweeps);
  }

  /**
   * Reads the job's options.
   *
   * @throws io.pixelated.streams.jobs.settings.InvalidSettingsException with all that is wrong
   */
  public static ComplianceSettings read(Configuration configuration) {
    Configuration shared = new Configuration(configuration);
    Configuration own = new Configuration();
    for (ConfigOption<?> option : ComplianceOptions.all()) {
      String given = configuration.getString(option.key(), null);
      if (given != null) {
        own.setString(option.key(), given);
        shared.removeConfig(option);
      }
    }
    ThreatCorrelationSettings region = ThreatCorrelationSettings.read(shared);
    return read(own, region);
  }

  /** Reads the job's own options, where the others have been read. */
  public static ComplianceSettings read(Configuration own, ThreatCorrelationSettings region) {
    OptionReader options = new OptionReader(own, ComplianceOptions.all());
    List<String> given = options.get(ComplianceOptions.STAGES);
    List<String> stages = given.isEmpty() ? stages(region) : given;
    if (given.equals(List.of(NO_STAGES))) {
      stages = List.of();
    }
    try {
      stages = new ReportLedger(stages).stages();
    } catch (IllegalArgumentException e) {
      options.refuse(ComplianceOptions.STAGES, given, e.getMessage());
    }
    Duration deadline =
        options.get(ComplianceOptions.REPORT_DEADLINE, d -> d.toMillis() > 0, "give 1 ms or more");
    List<Duration> sweeps = sweeps(options);
    Duration settle =
        options.get(ComplianceOptions.BREACH_SETTLE, d -> !d.isNegative(), "give zero or more");
    Duration retention =
        options.get(ComplianceOptions.RETENTION_EVERY, d -> !d.isNegative(), "give zero or more");
    options.finish();
    return new ComplianceSettings(region, stages, deadline, sweeps, settle, retention);
  }

  private static List<Duration> sweeps(OptionReader options) {
    List<Duration> given = options.get(ComplianceOptions.SWEEPS);
    if (given.equals(List.of(Duration.ZERO))) {
      return List.of();
    }
    for (Duration each : given) {
      if (each.toMillis() <= 0 || each.compareTo(HeldOrders.HELD) >= 0) {
        options.refuse(
            ComplianceOptions.SWEEPS,
            given,
            "give more than nothing and less than "
                + HeldOrders.HELD.toDays()
                + " days, which is how long running jobs keep the subject out");
      }
    }
    return given.stream().distinct().sorted().toList();
  }

  /** How the job's own notes are chained. */
  AuditSettings audit() {
    AuditSettings shared = region.audit();
    return new AuditSettings(
        shared.region(), JOB, shared.keys(), shared.anchorEvery(), shared.anchorAfter());
  }

  /** Kafka's consumer group, and what transactions are named after. */
  String group() {
    return JOB + '-' + region.groupId();
  }

  private static List<String> stages(ThreatCorrelationSettings region) {
    return ErasureStages.all(region.correlation().depth()).stream()
        .map(stage -> region.audit().job() + '/' + stage)
        .toList();
  }
}
