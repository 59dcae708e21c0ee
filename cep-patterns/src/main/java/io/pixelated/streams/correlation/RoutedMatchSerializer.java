package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How routed matches travel and wait: plain and fast, for each is read soon and most only once;
 * constants by name. The bytes begin with the number of their format.
 */
final class RoutedMatchSerializer extends TypeSerializerSingleton<RoutedMatch> {
  static final RoutedMatchSerializer INSTANCE = new RoutedMatchSerializer();

  private static final long serialVersionUID = 1;
  private static final int FORMAT = 1;
  private static final RoutedMatch NOWHERE =
      new RoutedMatch(
          "",
          1,
          0,
          List.of(),
          List.of(
              new MatchedEvent(
                  "",
                  0,
                  0,
                  List.of("-"),
                  "",
                  Map.of(),
                  Certainty.CERTAIN,
                  List.of(),
                  Classification.UNKNOWN)),
          0);

  private RoutedMatchSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RoutedMatch createInstance() {
    return NOWHERE;
  }

  @Override
  public RoutedMatch copy(RoutedMatch from) {
    return from;
  }

  @Override
  public RoutedMatch copy(RoutedMatch from, RoutedMatch reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(RoutedMatch match, DataOutputView out) throws IOException {
    ByteWriter writer = new ByteWriter(384);
    writer.writeByte(FORMAT);
    write(match, writer);
    byte[] bytes = writer.toBytes();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public RoutedMatch deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    ByteReader reader = new ByteReader(bytes);
    int format = reader.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "a routed match has format "
              + format
              + ", not "
              + FORMAT
              + ": it was written by a later version; run that one");
    }
    return match(reader);
  }

  @Override
  public RoutedMatch deserialize(RoutedMatch reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public TypeSerializerSnapshot<RoutedMatch> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void write(RoutedMatch match, ByteWriter out) {
    string(match.correlation(), out);
    out.writeCount(match.depth());
    out.writeLong(match.generation());
    strings(match.group(), out);
    out.writeCount(match.events().size());
    for (MatchedEvent event : match.events()) {
      string(event.id(), out);
      out.writeLong(event.time());
      out.writeLong(event.observed());
      strings(event.rules(), out);
      string(event.value(), out);
      out.writeCount(event.fields().size());
      event
          .fields()
          .forEach(
              (name, value) -> {
                string(name, out);
                string(value, out);
              });
      string(event.certainty().name(), out);
      out.writeCount(event.entities().size());
      for (Entity entity : event.entities()) {
        string(entity.type().name(), out);
        string(entity.value(), out);
      }
      out.writeCount(event.classification().dataClasses().size());
      event.classification().dataClasses().forEach(one -> string(one.name(), out));
      strings(event.classification().jurisdictions(), out);
    }
    out.writeCount(match.thinned());
  }

  private static RoutedMatch match(ByteReader in) {
    return new RoutedMatch(
        string(in),
        in.readSize(),
        in.readLong(),
        list(in, RoutedMatchSerializer::string),
        list(in, RoutedMatchSerializer::event),
        in.readCount());
  }

  private static MatchedEvent event(ByteReader in) {
    return new MatchedEvent(
        string(in),
        in.readLong(),
        in.readLong(),
        list(in, RoutedMatchSerializer::string),
        string(in),
        fields(in),
        Certainty.valueOf(string(in)),
        list(in, RoutedMatchSerializer::entity),
        new Classification(
            list(in, one -> DataClass.valueOf(string(one))),
            list(in, RoutedMatchSerializer::string)));
  }

  private static Entity entity(ByteReader in) {
    return new Entity(EntityType.valueOf(string(in)), string(in));
  }

  private static Map<String, String> fields(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < size; i++) {
      fields.put(string(in), string(in));
    }
    return fields;
  }

  private static <T> List<T> list(ByteReader in, Function<ByteReader, T> element) {
    int size = in.readSize();
    if (size == 0) {
      return List.of();
    }
    if (size == 1) {
      return List.of(element.apply(in));
    }
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.apply(in));
    }
    return list;
  }

  private static void strings(Collection<String> values, ByteWriter out) {
    out.writeCount(values.size());
    values.forEach(value -> string(value, out));
  }

  private static void string(String value, ByteWriter out) {
    out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private static String string(ByteReader in) {
    return new String(in.readBytes(), StandardCharsets.UTF_8);
  }

  /** The serializer as Flink names it in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedMatch> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
