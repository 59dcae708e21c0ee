package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.connectors.kafka.TopicAdmin.TopicException;
import io.pixelated.streams.jobs.regional.auditarchive.AuditArchiveJob;
import io.pixelated.streams.jobs.regional.compliance.ComplianceJob;
import io.pixelated.streams.jobs.regional.threatcorrelation.ThreatCorrelationJob;
import io.pixelated.streams.local.stack.LocalStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job that is started where nobody created its topics. */
@ExtendWith(SharedStack.class)
@Timeout(120)
class MissingTopicsITCase {
  /** A job's {@code main}. */
  @FunctionalInterface
  interface Start {
    void with(String[] arguments) throws Exception;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void refusesToStartAndNamesThemAndTheCommand(Start job, List<String> missing, LocalStack stack) {
    String[] arguments = {
      "-Dstreams.region=us-east-1",
      "-Dstreams.kafka.topic-prefix=nowhere.",
      "-Dstreams.kafka.bootstrap-servers=" + stack.kafka().bootstrapServers(),
      "-Dstreams.database.url=" + stack.database().url(),
      "-Dstreams.residency.keys=development"
    };

    assertThatThrownBy(() -> job.with(arguments))
        .isInstanceOf(TopicException.class)
        .hasMessageContaining("there is no topic nowhere.")
        .hasMessageContaining("./streams topics")
        .satisfies(
            e -> missing.forEach(topic -> assertThat(e).hasMessageContaining("nowhere." + topic)));
  }

  static Stream<Arguments> jobs() {
    return Stream.of(
        job(
            "threat-correlation",
            ThreatCorrelationJob::main,
            "security.events.raw",
            "dead.letters"),
        job("audit-archive", AuditArchiveJob::main, "compliance.audit", "dead.letters"),
        job(
            "compliance",
            ComplianceJob::main,
            "compliance.audit",
            "dead.letters",
            "ops.alerts",
            "privacy.erasures",
            "privacy.erasures.done",
            "privacy.requests",
            "privacy.responses"));
  }

  private static Arguments job(String name, Start job, String... missing) {
    return Arguments.of(Named.of(name, job), List.of(missing));
  }
}
