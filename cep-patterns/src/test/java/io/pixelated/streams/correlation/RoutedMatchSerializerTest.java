package io.pixelated.streams.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RoutedMatchSerializerTest {
  private static final RoutedMatch BUNDLE =
      new RoutedMatch(
          "rule",
          3,
          7,
          List.of("käthe", ""),
          List.of(
              event("8ae29387-e022-5c03-95de-da8239e5b43a", -5, Certainty.PROVISIONAL, Map.of()),
              event("\uD83D\uDE00", Long.MAX_VALUE, Certainty.CERTAIN, Map.of("a", "1", "b", ""))),
          12);

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(read(bytes(BUNDLE))).isEqualTo(BUNDLE);
  }

  @Test
  void copiesWithoutReading() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    RoutedMatchSerializer.INSTANCE.copy(new DataInputDeserializer(bytes(BUNDLE)), out);

    assertThat(out.getCopyOfBuffer()).isEqualTo(bytes(BUNDLE));
  }

  @Test
  void isWhatFlinkFindsForTheRecord() {
    TypeSerializer<RoutedMatch> found =
        TypeInformation.of(RoutedMatch.class).createSerializer(new SerializerConfigImpl());

    assertThat(found).isSameAs(RoutedMatchSerializer.INSTANCE);
    assertThat(found.snapshotConfiguration().restoreSerializer()).isSameAs(found);
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() throws IOException {
    byte[] bytes = bytes(BUNDLE);
    bytes[Integer.BYTES] = 99;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 99");
  }

  private static MatchedEvent event(
      String id, long time, Certainty certainty, Map<String, String> fields) {
    return new MatchedEvent(
        id,
        time,
        1_700_000_000_000L,
        List.of("a", "b"),
        "value",
        fields,
        certainty,
        List.of(new Entity(EntityType.USER, "ida"), new Entity(EntityType.ADDRESS, "::1")),
        Classification.of(List.of(DataClass.PERSONAL, DataClass.HEALTH), List.of("EU", "US-CA")));
  }

  private static byte[] bytes(RoutedMatch match) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    RoutedMatchSerializer.INSTANCE.serialize(match, out);
    return out.getCopyOfBuffer();
  }

  private static RoutedMatch read(byte[] bytes) throws IOException {
    return RoutedMatchSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
  }
}
