package io.pixelated.streams.jobs.regional.threatcorrelation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ThreatCorrelationJobTest {
  @Test
  void everyOperatorHasItsOwnUid() {
    List<StreamNode> nodes = List.copyOf(graph().getStreamNodes());

    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID())
                    .as("uid of %s", node.getOperatorName())
                    .isNotBlank());
    assertThat(nodes).extracting(StreamNode::getTransformationUID).doesNotHaveDuplicates();
  }

  @Test
  void everyOperatorHasANameForPeople() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getOperatorName)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.matches("(Map|Flat Map|Filter|Process|Co-.*|KeyedProcess)"));
  }

  @Test
  void nothingTravelsWithoutASchema() {
    Configuration configuration = new Configuration();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    ThreatCorrelationJob.define(environment, settings());

    assertThat(environment.getConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
    assertThat(environment.getStreamGraph().getJobGraph().getNumberOfVertices()).isPositive();
  }

  private static StreamGraph graph() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    ThreatCorrelationJob.define(environment, settings());
    return environment.getStreamGraph();
  }

  private static ThreatCorrelationSettings settings() {
    Configuration configuration = new Configuration();
    configuration.set(ThreatCorrelationOptions.REGION, "eu-central-1");
    configuration.set(ThreatCorrelationOptions.BOOTSTRAP_SERVERS, "broker:9092");
    configuration.set(ThreatCorrelationOptions.DATABASE_URL, "jdbc:postgresql://database/streams");
    configuration.set(ThreatCorrelationOptions.PSEUDONYM_KEY, KeySource.DEVELOPMENT);
    return ThreatCorrelationSettings.read(configuration);
  }
}
