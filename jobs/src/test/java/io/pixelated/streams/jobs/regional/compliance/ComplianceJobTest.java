package io.pixelated.streams.jobs.regional.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.jobs.settings.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ComplianceJobTest {
  @Test
  void everyOperatorHasAUidOfItsOwn() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    ComplianceJob.define(environment, ComplianceSettings.read(configuration()));

    List<String> uids = new ArrayList<>();
    for (StreamNode node : environment.getStreamGraph(false).getStreamNodes()) {
      String uid = node.getTransformationUID();
      assertThat(uid).as("uid of %s", node.getOperatorName()).isNotBlank();
      uids.add(uid);
    }
    assertThat(uids).doesNotHaveDuplicates();
  }

  @Test
  void looksForEveryTopicThatItReadsBeforeItStarts() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    ComplianceJob.define(environment, ComplianceSettings.read(configuration()));
    StreamGraph graph = environment.getStreamGraph(false);

    assertThat(graph.getSourceIDs())
        .hasSize(5)
        .extracting(id -> graph.getStreamNode(id).getOperatorName())
        .allMatch(
            source ->
                ComplianceJob.NEEDED.stream()
                    .anyMatch(topic -> source.equals("Source: " + topic.topicName())));
  }

  @Test
  void waitsForAllStagesOfThreatCorrelationUnlessToldOtherwise() {
    assertThat(ComplianceSettings.read(configuration()).stages())
        .contains("threat-correlation/incidents", "threat-correlation/correlate-4");
    Configuration none = configuration();
    none.set(ComplianceOptions.STAGES, List.of("none"));
    assertThat(ComplianceSettings.read(none).stages()).isEmpty();
  }

  @Test
  void looksForLateRowsWhileRunningJobsKeepTheSubjectOut() {
    assertThat(ComplianceSettings.read(configuration()).sweeps())
        .containsExactly(Duration.ofDays(1), Duration.ofDays(27));
    Configuration never = configuration();
    never.setString("streams.privacy.sweeps", "0 s");
    assertThat(ComplianceSettings.read(never).sweeps()).isEmpty();
    Configuration others = configuration();
    others.setString("streams.privacy.sweeps", "9 d; 1 h;9 d");
    assertThat(ComplianceSettings.read(others).sweeps())
        .containsExactly(Duration.ofHours(1), Duration.ofDays(9));
    Configuration late = configuration();
    late.setString("streams.privacy.sweeps", "1 d;30 d");
    assertThatThrownBy(() -> ComplianceSettings.read(late))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("streams.privacy.sweeps")
        .hasMessageContaining("less than 30 days");
  }

  @Test
  void refusesWhatItCannotMakeSenseOf() {
    Configuration wrong = configuration();
    wrong.set(ComplianceOptions.STAGES, List.of("incidents"));
    assertThatThrownBy(() -> ComplianceSettings.read(wrong))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("streams.privacy.stages")
        .hasMessageContaining("write job/stage");
    Configuration typo = configuration();
    typo.setString("streams.privacy.stage", "a/b");
    assertThatThrownBy(() -> ComplianceSettings.read(typo))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("streams.privacy.stage: no such option");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.setString("streams.region", "eu-central-1");
    configuration.setString("streams.kafka.bootstrap-servers", "broker:9092");
    configuration.setString("streams.database.url", "jdbc:postgresql://db/streams");
    configuration.setString("streams.residency.keys", "development");
    return configuration;
  }
}
