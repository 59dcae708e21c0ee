package io.pixelated.streams.jobs.regional.threatcorrelation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.correlation.admission.SlotGroups;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.incidents.DeskMemory;
import io.pixelated.streams.incidents.Published;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.StrandBook;
import io.pixelated.streams.incidents.quality.CaseFile;
import io.pixelated.streams.incidents.quality.RuleQuality;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.incidents.silence.Finding;
import io.pixelated.streams.incidents.silence.Inhibitor;
import io.pixelated.streams.incidents.silence.Silenced;
import io.pixelated.streams.jobs.audit.Unchained;
import io.pixelated.streams.jobs.eventtime.PartitionTime;
import io.pixelated.streams.jobs.residency.RulingChange;
import io.pixelated.streams.jobs.residency.RulingMemory;
import io.pixelated.streams.jobs.residency.RulingSnapshot;
import io.pixelated.streams.jobs.rules.RuleBatch;
import io.pixelated.streams.jobs.rules.RuleProgress;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.QuarantinedRecord;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.audit.Appended;
import io.pixelated.streams.residency.audit.ChainHead;
import io.pixelated.streams.residency.audit.Claim;
import io.pixelated.streams.residency.audit.SubjectKey;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.CustomPartitionerWrapper;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upgrade of the job needs: uids, names, and no type that falls back to Kryo. */
class JobGraphTest {
  private static StreamExecutionEnvironment environment;
  private static Collection<StreamNode> nodes;

  @BeforeAll
  static void define() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 4);
    configuration.set(ThreatCorrelationOptions.REGION, "eu-central-1");
    configuration.set(ThreatCorrelationOptions.BOOTSTRAP_SERVERS, "broker.invalid:9092");
    configuration.set(DatabaseOptions.URL, "jdbc:postgresql://db.invalid/s");
    configuration.set(ThreatCorrelationOptions.KEYS, KeyLocation.DEVELOPMENT);
    environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    ThreatCorrelationJob.define(environment, ThreatCorrelationSettings.read(configuration));
    nodes = environment.getStreamGraph(false).getStreamNodes();
  }

  @Test
  void whatOneSubtaskSaysOfOneIdStaysInOrder() {
    Set<String> speakers = Set.of("incident-desk", "rule-quality", "rule-quality-records");
    List<StreamEdge> edges =
        nodes.stream()
            .filter(node -> speakers.contains(node.getTransformationUID()))
            .flatMap(node -> node.getOutEdges().stream())
            .filter(edge -> edge.getOutputTag() == null)
            .toList();

    assertThat(edges)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            edge ->
                assertThat(edge.getPartitioner())
                    .as(edge.toString())
                    .isInstanceOfAny(
                        CustomPartitionerWrapper.class,
                        KeyGroupStreamPartitioner.class,
                        ForwardPartitioner.class));
  }

  /** Tasks that only pass on what others make cost threads and network buffers. */
  @Test
  void whatIsWrittenIsMadeReadyInTheTasksThatItComesFrom() {
    List<StreamNode> writers =
        nodes.stream()
            .filter(node -> node.getTransformationUID().contains("-records"))
            // Reports come from every stage, and seldom: one subtask is enough for them.
            .filter(node -> !node.getTransformationUID().equals(Uids.ERASURE_RECORDS))
            .toList();

    assertThat(writers)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            node ->
                assertThat(node.getInEdges())
                    .as(node.getOperatorName())
                    .singleElement()
                    .extracting(StreamEdge::getPartitioner)
                    .isInstanceOf(ForwardPartitioner.class));
  }

  @Test
  void everyOperatorHasAUid() {
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank());
  }

  @Test
  void noUidIsGivenTwice() {
    assertThat(nodes.stream().map(StreamNode::getTransformationUID)).doesNotHaveDuplicates();
  }

  @Test
  void everyOperatorHasANameForThePersonWhoReadsTheUi() {
    assertThat(nodes)
        .extracting(StreamNode::getOperatorName)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.matches("Map|Flat Map|Filter|Process|.*Process.*|Co-.*|Sink.*"));
  }

  @Test
  void noTypeBetweenOperatorsIsGeneric() {
    assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(environment.getTransformations())
        .allSatisfy(
            step ->
                assertThat(parts(step.getOutputType()))
                    .as(step.getName())
                    .noneMatch(GenericTypeInfo.class::isInstance));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RawRecord.class,
        RuleDocument.class,
        RuleStatus.class,
        RuleBatch.class,
        RuleSwitch.class,
        RuleProgress.class,
        DeadLetter.class,
        Analysis.class,
        Detection.class,
        Alert.class,
        SlotGroups.class,
        PartitionTime.class,
        Signal.class,
        Finding.class,
        Claimed.class,
        Silenced.class,
        Inhibitor.Span.class,
        KeyedRecord.class,
        CaseFile.class,
        RuleQuality.class,
        Report.class,
        StrandBook.class,
        DeskMemory.Settled.class,
        DeskMemory.Doubt.class,
        Published.class,
        Incident.class,
        Written.class,
        Request.class,
        QuarantinedRecord.class,
        AuditRecord.class,
        Unchained.class,
        ErasureReport.class,
        Appended.class,
        ChainHead.class,
        SubjectKey.class,
        Claim.class,
        OpsAlert.class,
        RulingChange.class,
        RulingMemory.class,
        RulingSnapshot.class,
        Outbound.class
      })
  void whatIsSentOrKeptIsWrittenFieldByField(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  /** A type and all that it is made of. */
  private static Stream<TypeInformation<?>> parts(TypeInformation<?> type) {
    List<TypeInformation<?>> inner;
    if (type instanceof CompositeType<?> composite) {
      inner =
          Stream.iterate(0, i -> i < composite.getArity(), i -> i + 1)
              .<TypeInformation<?>>map(composite::getTypeAt)
              .toList();
    } else if (type instanceof ListTypeInfo<?> list) {
      inner = List.of(list.getElementTypeInfo());
    } else if (type instanceof MapTypeInfo<?, ?> map) {
      inner = List.of(map.getKeyTypeInfo(), map.getValueTypeInfo());
    } else {
      inner = List.of();
    }
    return Stream.concat(Stream.of(type), inner.stream().flatMap(JobGraphTest::parts));
  }
}
