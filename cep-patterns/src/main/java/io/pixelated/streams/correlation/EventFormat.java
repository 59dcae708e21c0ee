package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How events in the order of their times are written: what one has in common with one before it is
 * written once.
 */
final class EventFormat {
  private EventFormat() {}

  /** What events of a group often have in common. */
  private record Kind(
      List<String> rules,
      Certainty certainty,
      List<Entity> entities,
      Classification classification,
      Map<String, String> fields) {
    static Kind of(MatchedEvent event) {
      return new Kind(
          event.rules(),
          event.certainty(),
          event.entities(),
          event.classification(),
          event.fields());
    }

    /** Most events are of the kind of the one before, and share its parts if both were read. */
    boolean isOf(MatchedEvent event) {
      return rules.equals(event.rules())
          && certainty == event.certainty()
          && entities.equals(event.entities())
          && classification.equals(event.classification())
          && fields.equals(event.fields());
    }
  }

  static void write(List<MatchedEvent> events, ByteWriter out) {
    out.writeCount(events.size());
    Map<Kind, Integer> kinds = null;
    Kind last = null;
    int lastNumber = 0;
    int count = 0;
    long before = 0;
    for (MatchedEvent event : events) {
      out.writeString(event.id());
      out.writeLong(event.time() - before);
      out.writeLong(event.observed() - event.time());
      out.writeString(event.value());
      before = event.time();
      if (last != null && last.isOf(event)) {
        out.writeCount(lastNumber);
        continue;
      }
      Kind kind = Kind.of(event);
      if (last != null && kinds == null) {
        kinds = new HashMap<>();
        kinds.put(last, 0);
      }
      Integer known = kinds == null ? null : kinds.putIfAbsent(kind, count);
      last = kind;
      lastNumber = known == null ? count : known;
      out.writeCount(lastNumber);
      if (known == null) {
        count++;
        out.writeStrings(kind.rules());
        out.writeString(kind.certainty().name());
        writeEntities(kind.entities(), out);
        writeClassification(kind.classification(), out);
        writeMap(kind.fields(), out);
      }
    }
  }

  static List<MatchedEvent> read(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return List.of();
    }
    List<MatchedEvent> events = new ArrayList<>(size);
    List<MatchedEvent> kinds = new ArrayList<>(2);
    long time = 0;
    for (int i = 0; i < size; i++) {
      String id = in.readString();
      time += in.readLong();
      long observed = time + in.readLong();
      String value = in.readString();
      int number = in.readSize();
      MatchedEvent event;
      if (number < kinds.size()) {
        event = kinds.get(number).like(id, time, observed, value);
      } else {
        event = read(id, time, observed, value, in);
        kinds.add(event);
      }
      events.add(event);
    }
    return events;
  }

  private static MatchedEvent read(
      String id, long time, long observed, String value, ByteReader in) {
    List<String> rules = in.readStrings();
    Certainty certainty = Certainty.valueOf(in.readString());
    List<Entity> entities = readEntities(in);
    Classification classification = readClassification(in);
    return new MatchedEvent(
        id, time, observed, rules, value, readMap(in), certainty, entities, classification);
  }

  static void writeEntities(List<Entity> entities, ByteWriter out) {
    out.writeCount(entities.size());
    for (Entity entity : entities) {
      out.writeString(entity.type().name());
      out.writeString(entity.value());
    }
  }

  static List<Entity> readEntities(ByteReader in) {
    Entity[] entities = new Entity[in.readSize()];
    for (int i = 0; i < entities.length; i++) {
      entities[i] = new Entity(EntityType.valueOf(in.readString()), in.readString());
    }
    return List.of(entities);
  }

  static void writeClassification(Classification classification, ByteWriter out) {
    out.writeCount(classification.dataClasses().size());
    for (DataClass dataClass : classification.dataClasses()) {
      out.writeString(dataClass.name());
    }
    out.writeStrings(classification.jurisdictions());
  }

  static Classification readClassification(ByteReader in) {
    DataClass[] classes = new DataClass[in.readSize()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = DataClass.valueOf(in.readString());
    }
    return new Classification(List.of(classes), in.readStrings());
  }

  static void writeMap(Map<String, String> map, ByteWriter out) {
    out.writeCount(map.size());
    Map<String, String> sorted = map.size() < 2 ? map : new TreeMap<>(map);
    sorted.forEach(
        (key, value) -> {
          out.writeString(key);
          out.writeString(value);
        });
  }

  static Map<String, String> readMap(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(in.readString(), in.readString());
    }
    return map;
  }
}
