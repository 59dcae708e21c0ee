package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How a matched event is written into a sequence's memory; constants by name, so they may move. */
final class MatchedEventSerializer extends TypeSerializerSingleton<MatchedEvent> {
  static final MatchedEventSerializer INSTANCE = new MatchedEventSerializer();

  private static final long serialVersionUID = 1;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public MatchedEvent createInstance() {
    return new MatchedEvent(
        "", 0, 0, List.of("-"), "", Map.of(), Certainty.CERTAIN, List.of(), Classification.UNKNOWN);
  }

  @Override
  public MatchedEvent copy(MatchedEvent from) {
    return from;
  }

  @Override
  public MatchedEvent copy(MatchedEvent from, MatchedEvent reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(MatchedEvent event, DataOutputView out) throws IOException {
    StringValue.writeString(event.id(), out);
    out.writeLong(event.time());
    out.writeLong(event.observed());
    writeStrings(event.rules(), out);
    StringValue.writeString(event.value(), out);
    out.writeInt(event.fields().size());
    for (Map.Entry<String, String> field : new TreeMap<>(event.fields()).entrySet()) {
      StringValue.writeString(field.getKey(), out);
      StringValue.writeString(field.getValue(), out);
    }
    StringValue.writeString(event.certainty().name(), out);
    out.writeInt(event.entities().size());
    for (Entity entity : event.entities()) {
      StringValue.writeString(entity.type().name(), out);
      StringValue.writeString(entity.value(), out);
    }
    writeStrings(event.classification().dataClasses().stream().map(Enum::name).toList(), out);
    writeStrings(event.classification().jurisdictions(), out);
  }

  @Override
  public MatchedEvent deserialize(DataInputView in) throws IOException {
    String id = StringValue.readString(in);
    long time = in.readLong();
    long observed = in.readLong();
    List<String> rules = readStrings(in);
    String value = StringValue.readString(in);
    int size = in.readInt();
    Map<String, String> fields = new HashMap<>(size * 2);
    for (int i = 0; i < size; i++) {
      String name = StringValue.readString(in);
      fields.put(name, StringValue.readString(in));
    }
    Certainty certainty = Certainty.valueOf(StringValue.readString(in));
    int count = in.readInt();
    List<Entity> entities = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EntityType type = EntityType.valueOf(StringValue.readString(in));
      entities.add(new Entity(type, StringValue.readString(in)));
    }
    List<DataClass> classes = readStrings(in).stream().map(DataClass::valueOf).toList();
    Classification classification = new Classification(classes, readStrings(in));
    return new MatchedEvent(
        id, time, observed, rules, value, fields, certainty, entities, classification);
  }

  @Override
  public MatchedEvent deserialize(MatchedEvent reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<MatchedEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void writeStrings(List<String> strings, DataOutputView out) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      StringValue.writeString(string, out);
    }
  }

  private static List<String> readStrings(DataInputView in) throws IOException {
    int count = in.readInt();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(StringValue.readString(in));
    }
    return strings;
  }

  /** The serializer as Flink names it in a savepoint. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MatchedEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
