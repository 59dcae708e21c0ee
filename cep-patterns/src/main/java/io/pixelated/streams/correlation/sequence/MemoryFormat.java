package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.Certainty;
import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group's partial matches as bytes, in a form of our own: places and events, and nothing of how
 * Flink's shared buffer links them, which may change from one version to the next.
 *
 * <p>Each event is written once, each text once; each partial match as what it does not share with
 * the one before it. Constants are written by name, so that they may move.
 */
final class MemoryFormat {
  private static final int VERSION = 3;

  private final Automaton automaton;
  private final List<String> rules;

  /**
   * What is known of partial matches without reading them.
   *
   * @param interest the rules whose events make a difference to them
   * @param deadline when the first of them ends
   * @param due when the first of them is complete if no event comes
   * @param over when the last of them is over
   */
  record Header(long interest, long deadline, long due, long over) {
    static final Header NOTHING = new Header(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  MemoryFormat(Automaton automaton) {
    this.automaton = automaton;
    this.rules = automaton.plan().rules();
  }

  static Header header(byte[] memory) {
    if (memory.length == 0) {
      return Header.NOTHING;
    }
    return header(new ByteReader(memory));
  }

  private static Header header(ByteReader in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "partial matches have format " + version + ", not " + VERSION);
    }
    long interest = in.readLong();
    long deadline = in.readLong();
    long due = in.readBoolean() ? in.readLong() : Long.MAX_VALUE;
    return new Header(interest, deadline, due, in.readLong());
  }

  /**
   * Writes partial matches.
   *
   * @param matches in the order of their ways
   */
  byte[] write(List<Held> matches, Header header) {
    if (matches.isEmpty()) {
      return new byte[0];
    }
    return new Writer().write(matches, header);
  }

  /** Reads what {@link #write} wrote, in the same order. */
  List<Held> read(byte[] memory) {
    return memory.length == 0 ? List.of() : new Reader(memory).read();
  }

  private final class Writer {
    private final ByteWriter out = new ByteWriter(256);
    private final Map<String, Integer> texts = new HashMap<>();
    private final IdentityHashMap<Candidate, Integer> events = new IdentityHashMap<>();

    byte[] write(List<Held> matches, Header header) {
      out.writeByte(VERSION);
      out.writeLong(header.interest());
      out.writeLong(header.deadline());
      out.writeBoolean(header.due() != Long.MAX_VALUE);
      if (header.due() != Long.MAX_VALUE) {
        out.writeLong(header.due());
      }
      out.writeLong(header.over());
      number(matches.size());
      List<Way.Taken> before = List.of();
      for (Held match : matches) {
        List<Way.Taken> way = match.way().taken();
        int shared = 0;
        while (shared < Math.min(before.size(), way.size())
            && before.get(shared).equals(way.get(shared))) {
          shared++;
        }
        number(automaton.number(match.place()));
        number(shared);
        number(way.size() - shared);
        for (Way.Taken taken : way.subList(shared, way.size())) {
          number(taken.position());
          event(taken.candidate());
        }
        before = way;
      }
      return out.toBytes();
    }

    private void event(Candidate candidate) {
      Integer known = events.putIfAbsent(candidate, events.size());
      if (known != null) {
        number(known + 1L);
        return;
      }
      number(0);
      MatchedEvent event = candidate.event();
      text(event.id());
      out.writeLong(event.time());
      out.writeLong(event.observed() - event.time());
      number(candidate.marks());
      number(event.fields().size());
      for (Map.Entry<String, String> field : event.fields().entrySet()) {
        text(field.getKey());
        text(field.getValue());
      }
      number(event.entities().size());
      for (Entity entity : event.entities()) {
        text(entity.type().name());
        text(entity.value());
      }
      number(event.classification().dataClasses().size());
      for (DataClass dataClass : event.classification().dataClasses()) {
        text(dataClass.name());
      }
      number(event.classification().jurisdictions().size());
      for (String jurisdiction : event.classification().jurisdictions()) {
        text(jurisdiction);
      }
    }

    private void text(String text) {
      Integer known = texts.putIfAbsent(text, texts.size());
      number(known == null ? 0 : known + 1L);
      if (known == null) {
        out.writeString(text);
      }
    }

    private void number(long number) {
      out.writeCount(number);
    }
  }

  private final class Reader {
    private final ByteReader in;
    private final List<String> texts = new ArrayList<>();
    private final List<Candidate> events = new ArrayList<>();

    Reader(byte[] memory) {
      in = new ByteReader(memory);
      header(in);
    }

    List<Held> read() {
      int count = size();
      List<Held> matches = new ArrayList<>(count);
      List<Way.Taken> way = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Place place = automaton.place(size());
        int shared = size();
        way.subList(shared, way.size()).clear();
        int more = size();
        for (int j = 0; j < more; j++) {
          int position = size();
          way.add(new Way.Taken(position, event()));
        }
        matches.add(new Held(place, new Way(way)));
      }
      return matches;
    }

    private Candidate event() {
      int known = size();
      if (known > 0) {
        return events.get(known - 1);
      }
      String id = text();
      long time = in.readLong();
      long observed = time + in.readLong();
      long marks = in.readCount();
      int fieldCount = size();
      Map<String, String> fields = new LinkedHashMap<>();
      for (int i = 0; i < fieldCount; i++) {
        String name = text();
        fields.put(name, text());
      }
      int entityCount = size();
      List<Entity> entities = new ArrayList<>(entityCount);
      for (int i = 0; i < entityCount; i++) {
        EntityType type = EntityType.valueOf(text());
        entities.add(new Entity(type, text()));
      }
      int classCount = size();
      List<DataClass> classes = new ArrayList<>(classCount);
      for (int i = 0; i < classCount; i++) {
        classes.add(DataClass.valueOf(text()));
      }
      int jurisdictionCount = size();
      List<String> jurisdictions = new ArrayList<>(jurisdictionCount);
      for (int i = 0; i < jurisdictionCount; i++) {
        jurisdictions.add(text());
      }
      MatchedEvent event =
          new MatchedEvent(
              id,
              time,
              observed,
              rules(marks),
              "",
              fields,
              Certainty.CERTAIN,
              entities,
              new Classification(classes, jurisdictions));
      Candidate candidate = new Candidate(event, marks);
      events.add(candidate);
      return candidate;
    }

    private List<String> rules(long marks) {
      List<String> keys = new ArrayList<>(1);
      for (int bit = 0; bit < rules.size(); bit++) {
        if ((marks & 1L << bit) != 0) {
          keys.add(rules.get(bit));
        }
      }
      return keys;
    }

    private String text() {
      int known = size();
      if (known > 0) {
        return texts.get(known - 1);
      }
      String text = in.readString();
      texts.add(text);
      return text;
    }

    private int size() {
      return in.readSize();
    }
  }
}
