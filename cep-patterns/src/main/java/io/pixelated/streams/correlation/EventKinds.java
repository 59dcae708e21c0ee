package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What many events of a group have in common, as bytes: rules, entities, classification, fields.
 */
final class EventKinds {
  private EventKinds() {}

  static byte[] write(MatchedEvent event) {
    ByteWriter out = new ByteWriter(96);
    writeAll(event.rules(), out);
    out.writeCount(event.entities().size());
    for (Entity entity : event.entities()) {
      out.writeString(entity.type().name());
      out.writeString(entity.value());
    }
    writeAll(event.classification().dataClasses().stream().map(Enum::name).toList(), out);
    writeAll(event.classification().jurisdictions(), out);
    out.writeCount(event.fields().size());
    Map<String, String> fields = event.fields();
    (fields.size() < 2 ? fields : new TreeMap<>(fields))
        .forEach(
            (name, value) -> {
              out.writeString(name);
              out.writeString(value);
            });
    return out.toBytes();
  }

  /** The place of {@code kind} among those written; -1 if it is not there. */
  static int find(ByteWriter kinds, byte[] kind) {
    ByteReader in = new ByteReader(kinds.buffer());
    for (int number = 0; in.position() < kinds.length(); number++) {
      int length = in.readSize();
      int begin = in.position();
      if (Arrays.equals(kinds.buffer(), begin, begin + length, kind, 0, kind.length)) {
        return number;
      }
      in.skip(length);
    }
    return -1;
  }

  /** An event of the next kind, without id and time. */
  static MatchedEvent read(ByteReader in) {
    in.readSize();
    List<String> rules = readAll(in);
    List<Entity> entities = new ArrayList<>();
    for (int left = in.readSize(); left > 0; left--) {
      EntityType type = EntityType.valueOf(in.readString());
      entities.add(new Entity(type, in.readString()));
    }
    List<DataClass> classes = readAll(in).stream().map(DataClass::valueOf).toList();
    Classification classification = new Classification(classes, readAll(in));
    Map<String, String> fields = new HashMap<>();
    for (int left = in.readSize(); left > 0; left--) {
      String name = in.readString();
      fields.put(name, in.readString());
    }
    return new MatchedEvent(
        "", 0, 0, rules, "", fields, Certainty.CERTAIN, entities, classification);
  }

  /** An event of this kind. */
  static MatchedEvent of(MatchedEvent kind, String id, long time, long observed) {
    return new MatchedEvent(
        id,
        time,
        observed,
        kind.rules(),
        "",
        kind.fields(),
        Certainty.CERTAIN,
        kind.entities(),
        kind.classification());
  }

  private static void writeAll(List<String> strings, ByteWriter out) {
    out.writeCount(strings.size());
    strings.forEach(out::writeString);
  }

  private static List<String> readAll(ByteReader in) {
    int size = in.readSize();
    List<String> strings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      strings.add(in.readString());
    }
    return strings;
  }
}
