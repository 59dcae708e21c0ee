package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.nio.charset.StandardCharsets;
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

  /**
   * The kind of {@code event}.
   *
   * @param words strings that kinds are made of, each preceded by its length; gains what it lacks
   */
  static byte[] write(MatchedEvent event, ByteWriter words) {
    ByteWriter out = new ByteWriter(32);
    writeAll(event.rules(), words, out);
    out.writeCount(event.entities().size());
    for (Entity entity : event.entities()) {
      write(entity.type().name(), words, out);
      write(entity.value(), words, out);
    }
    out.writeCount(event.classification().dataClasses().size());
    for (DataClass dataClass : event.classification().dataClasses()) {
      write(dataClass.name(), words, out);
    }
    writeAll(event.classification().jurisdictions(), words, out);
    out.writeCount(event.fields().size());
    Map<String, String> fields = event.fields();
    (fields.size() < 2 ? fields : new TreeMap<>(fields))
        .forEach(
            (name, value) -> {
              write(name, words, out);
              write(value, words, out);
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

  /** The strings that kinds are made of. */
  static String[] words(byte[] words) {
    List<String> read = new ArrayList<>();
    ByteReader in = new ByteReader(words);
    while (in.position() < words.length) {
      read.add(new String(in.readBytes(), StandardCharsets.UTF_8));
    }
    return read.toArray(String[]::new);
  }

  /** An event of the next kind, without id and time. */
  static MatchedEvent read(ByteReader in, String[] words) {
    in.readSize();
    List<String> rules = readAll(in, words);
    List<Entity> entities = new ArrayList<>();
    for (int left = in.readSize(); left > 0; left--) {
      EntityType type = EntityType.valueOf(words[in.readSize()]);
      entities.add(new Entity(type, words[in.readSize()]));
    }
    List<DataClass> classes = readAll(in, words).stream().map(DataClass::valueOf).toList();
    Classification classification = new Classification(classes, readAll(in, words));
    Map<String, String> fields = new HashMap<>();
    for (int left = in.readSize(); left > 0; left--) {
      String name = words[in.readSize()];
      fields.put(name, words[in.readSize()]);
    }
    return new MatchedEvent(
        "", 0, 0, rules, "", fields, Certainty.CERTAIN, entities, classification);
  }

  private static void write(String string, ByteWriter words, ByteWriter out) {
    byte[] word = string.getBytes(StandardCharsets.UTF_8);
    out.writeCount(findOrAdd(words, word));
  }

  private static void writeAll(List<String> strings, ByteWriter words, ByteWriter out) {
    out.writeCount(strings.size());
    strings.forEach(string -> write(string, words, out));
  }

  private static int findOrAdd(ByteWriter words, byte[] word) {
    ByteReader in = new ByteReader(words.buffer());
    int number = 0;
    while (in.position() < words.length()) {
      int length = in.readSize();
      int begin = in.position();
      if (length == word.length
          && Arrays.equals(words.buffer(), begin, begin + length, word, 0, length)) {
        return number;
      }
      in.skip(length);
      number++;
    }
    words.writeBytes(word);
    return number;
  }

  private static List<String> readAll(ByteReader in, String[] words) {
    int size = in.readSize();
    List<String> strings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      strings.add(words[in.readSize()]);
    }
    return strings;
  }
}
