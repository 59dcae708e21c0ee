package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what {@link GroupStateWriter} wrote. */
final class GroupStateReader {
  private final ByteReader in;
  private final String[] strings;
  private final List<MatchedEvent> kinds = new ArrayList<>();

  private GroupStateReader(ByteReader in) {
    this.in = in;
    this.strings = new String[in.readSize()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.readString();
    }
  }

  static GroupState read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int format = in.readByte();
    if (format != GroupStateWriter.FORMAT) {
      throw new IllegalStateException(
          "the state of a group has format "
              + format
              + ", not "
              + GroupStateWriter.FORMAT
              + ": it was written by a later version; run that one");
    }
    return new GroupStateReader(in).state();
  }

  private GroupState state() {
    return new GroupState(
        string(),
        string(),
        list(this::string),
        time(),
        time(),
        time(),
        in.readCount(),
        in.readBoolean() ? Optional.of(alert()) : Optional.empty(),
        list(this::alert),
        Evidence.read(in),
        events(),
        in.readBytes());
  }

  private long time() {
    return switch (in.readByte()) {
      case 0 -> in.readLong();
      case 1 -> Long.MIN_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private List<MatchedEvent> events() {
    int size = in.readSize();
    List<MatchedEvent> events = new ArrayList<>(size);
    long time = 0;
    for (int i = 0; i < size; i++) {
      String id = in.readString();
      time += in.readLong();
      long observed = time + in.readLong();
      String value = string();
      events.add(event(id, time, observed, value));
    }
    return events;
  }

  private MatchedEvent event(String id, long time, long observed, String value) {
    int number = in.readSize();
    if (number < kinds.size()) {
      MatchedEvent like = kinds.get(number);
      return new MatchedEvent(
          id,
          time,
          observed,
          like.rules(),
          value,
          like.fields(),
          like.certainty(),
          like.entities(),
          like.classification());
    }
    List<String> rules = list(this::string);
    Certainty certainty = Certainty.valueOf(string());
    List<Entity> entities = list(this::entity);
    Classification classification = classification();
    MatchedEvent event =
        new MatchedEvent(
            id, time, observed, rules, value, map(), certainty, entities, classification);
    kinds.add(event);
    return event;
  }

  private Alert alert() {
    String id = in.readString();
    RuleRef rule =
        new RuleRef(string(), string(), string(), Level.valueOf(string()), list(this::string));
    String generation = string();
    AlertState state = AlertState.valueOf(string());
    String region = string();
    long time = in.readLong();
    long from = time - in.readLong();
    Map<String, String> group = map();
    BigDecimal count = in.readDecimal();
    List<String> eventIds = list(in::readString);
    List<Entity> entities = list(this::entity);
    Classification classification = classification();
    return new Alert(
        id,
        rule,
        generation,
        state,
        region,
        time,
        from,
        group,
        count,
        eventIds,
        entities,
        classification,
        time + in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        in.readString(),
        in.readCount());
  }

  private Entity entity() {
    return new Entity(EntityType.valueOf(string()), string());
  }

  private Classification classification() {
    return new Classification(list(() -> DataClass.valueOf(string())), list(this::string));
  }

  private Map<String, String> map() {
    int size = in.readSize();
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(string(), string());
    }
    return map;
  }

  private <T> List<T> list(Supplier<T> element) {
    int size = in.readSize();
    if (size == 0) {
      return List.of();
    }
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return List.copyOf(list);
  }

  private String string() {
    return strings[in.readSize()];
  }
}
