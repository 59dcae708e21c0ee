package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.GroupStateSerializer;
import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.correlation.KeptGroup;
import io.pixelated.streams.correlation.Limits;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.correlation.Step;
import io.pixelated.streams.correlation.WindowCorrelation;
import io.pixelated.streams.sigma.rule.CorrelationType;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What crosses edges or is state is written by Flink without falling back to Kryo. */
class FlinkTypesTest {
  @Test
  void writesRoutedMatches() throws IOException {
    WindowCorrelation rule = Given.window(CorrelationType.VALUE_COUNT, 10, 1, "a", "b");
    RoutedMatch match = Given.match(rule, Given.valued("e", 7, "value", "a", "b"));

    assertThat(rewritten(match, RoutedMatch.class)).isEqualTo(match);
    assertThat(RoutedMatch.correlationOf(match.key())).isEqualTo(rule.key());
  }

  @Test
  void writesTheStateOfAWindow() throws IOException {
    WindowCorrelation rule = Given.window(CorrelationType.EVENT_COUNT, 10, 1, "a");
    GroupState state =
        new CorrelationEngine("eu-central-1", Limits.standard())
            .add(rule, Optional.empty(), Given.match(rule, Given.event("e", 7, "a")), 0)
            .state()
            .orElseThrow();

    GroupState again = rewritten(state);

    assertThat(again)
        .usingRecursiveComparison()
        .withEqualsForType(KeptAlert::equals, KeptAlert.class)
        .isEqualTo(state);
    assertThat(again.announced()).hasSize(1);
  }

  @Test
  void writesTheStateOfASequence() throws IOException {
    Sequence rule = Given.sequence(30, "a", "b", "!c");
    CorrelationEngine engine = new CorrelationEngine("eu-central-1", Limits.standard());
    GroupState state =
        engine
            .add(rule, Optional.empty(), Given.match(rule, Given.event("1", 7, "a")), 0)
            .state()
            .orElseThrow();
    state = engine.advance(rule, rewritten(state), 10_000).state().orElseThrow();
    Step second =
        new CorrelationEngine("eu-central-1", Limits.standard())
            .add(
                rule,
                Optional.of(rewritten(state)),
                Given.match(rule, Given.event("2", 12, "b")),
                10_000);
    Step third = engine.advance(rule, second.state().orElseThrow(), 37_000);

    assertThat(Given.times(third.raised().stream().map(Raised::alert).toList()))
        .containsExactly(37L);
  }

  private static GroupState rewritten(GroupState state) throws IOException {
    return rewritten(KeptGroup.packed(state), GroupStateSerializer.INSTANCE).state();
  }

  private static <T> T rewritten(T value, Class<T> type) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return rewritten(value, TypeInformation.of(type).createSerializer(config));
  }

  private static <T> T rewritten(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
