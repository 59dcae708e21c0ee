package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.io.IOException;
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
    out.writeInt(writer.length());
    out.write(writer.buffer(), 0, writer.length());
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
    out.writeText(match.correlation());
    out.writeCount(match.depth());
    out.writeLong(match.generation());
    strings(match.group(), out);
    out.writeCount(match.events().size());
    for (MatchedEvent event : match.events()) {
      out.writeText(event.id());
      out.writeLong(event.time());
      out.writeLong(event.observed());
      strings(event.rules(), out);
      out.writeText(event.value());
      out.writeCount(event.fields().size());
      event
          .fields()
          .forEach(
              (name, value) -> {
                out.writeText(name);
                out.writeText(value);
              });
      out.writeText(event.certainty().name());
      out.writeCount(event.entities().size());
      for (Entity entity : event.entities()) {
        out.writeText(entity.type().name());
        out.writeText(entity.value());
      }
      out.writeCount(event.classification().dataClasses().size());
      event.classification().dataClasses().forEach(one -> out.writeText(one.name()));
      strings(event.classification().jurisdictions(), out);
    }
    out.writeCount(match.thinned());
  }

  private static RoutedMatch match(ByteReader in) {
    return new RoutedMatch(
        in.readText(),
        in.readSize(),
        in.readLong(),
        list(in, ByteReader::readText),
        list(in, RoutedMatchSerializer::event),
        in.readCount());
  }

  private static MatchedEvent event(ByteReader in) {
    return new MatchedEvent(
        in.readText(),
        in.readLong(),
        in.readLong(),
        list(in, ByteReader::readText),
        in.readText(),
        fields(in),
        Certainty.valueOf(in.readText()),
        list(in, RoutedMatchSerializer::entity),
        new Classification(
            list(in, one -> DataClass.valueOf(one.readText())), list(in, ByteReader::readText)));
  }

  private static Entity entity(ByteReader in) {
    return new Entity(EntityType.valueOf(in.readText()), in.readText());
  }

  private static Map<String, String> fields(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < size; i++) {
      fields.put(in.readText(), in.readText());
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
    values.forEach(out::writeText);
  }

  /** The serializer as Flink names it in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedMatch> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
