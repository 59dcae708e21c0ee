package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.RuleRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one group's state as bytes. */
final class GroupStateWriter {
  static final int FORMAT = 1;

  private final ByteWriter out = new ByteWriter(512);
  private final Map<String, Integer> strings = new HashMap<>();
  private final ByteWriter table = new ByteWriter(256);
  private final Map<Kind, Integer> kinds = new HashMap<>();

  /** What events of a group often have in common. */
  private record Kind(
      List<String> rules,
      Certainty certainty,
      List<Entity> entities,
      Classification classification,
      Map<String, String> fields) {}

  private GroupStateWriter() {}

  static byte[] write(GroupState state) {
    GroupStateWriter writer = new GroupStateWriter();
    writer.state(state);
    ByteWriter whole = new ByteWriter(writer.table.length() + writer.out.length() + 16);
    whole.writeByte(FORMAT);
    whole.writeCount(writer.strings.size());
    whole.writeAll(writer.table);
    whole.writeAll(writer.out);
    return whole.toBytes();
  }

  private void state(GroupState state) {
    string(state.selection());
    string(state.meaning());
    strings(state.group());
    time(state.settled());
    time(state.timer());
    time(state.quietUntil());
    out.writeCount(state.suppressed());
    out.writeBoolean(state.quieting().isPresent());
    state.quieting().ifPresent(this::alert);
    out.writeCount(state.announced().size());
    state.announced().forEach(this::alert);
    state.evidence().write(out);
    events(state.events());
    out.writeBytes(state.memory());
  }

  /** The far ends of time take a byte. */
  private void time(long time) {
    boolean end = time == Long.MIN_VALUE || time == Long.MAX_VALUE;
    out.writeByte(end ? (time < 0 ? 1 : 2) : 0);
    if (!end) {
      out.writeLong(time);
    }
  }

  private void events(List<MatchedEvent> events) {
    out.writeCount(events.size());
    long before = 0;
    for (MatchedEvent event : events) {
      out.writeString(event.id());
      out.writeLong(event.time() - before);
      out.writeLong(event.observed() - event.time());
      string(event.value());
      kind(event);
      before = event.time();
    }
  }

  private void kind(MatchedEvent event) {
    Kind kind =
        new Kind(
            event.rules(),
            event.certainty(),
            event.entities(),
            event.classification(),
            event.fields());
    Integer known = kinds.putIfAbsent(kind, kinds.size());
    if (known != null) {
      out.writeCount(known);
      return;
    }
    out.writeCount(kinds.size() - 1L);
    strings(kind.rules());
    string(kind.certainty().name());
    entities(kind.entities());
    classification(kind.classification());
    map(kind.fields());
  }

  private void alert(Alert alert) {
    RuleRef rule = alert.rule();
    out.writeString(alert.id());
    string(rule.id());
    string(rule.version());
    string(rule.title());
    string(rule.level().name());
    strings(rule.tags());
    string(alert.generation());
    string(alert.state().name());
    string(alert.region());
    out.writeLong(alert.time());
    out.writeLong(alert.time() - alert.from());
    map(alert.group());
    out.writeDecimal(alert.count());
    out.writeCount(alert.eventIds().size());
    alert.eventIds().forEach(out::writeString);
    entities(alert.entities());
    classification(alert.classification());
    out.writeLong(alert.observed() - alert.time());
    out.writeBoolean(alert.standalone());
    out.writeBoolean(alert.tied());
    out.writeString(alert.replaces());
    out.writeCount(alert.suppressed());
  }

  private void entities(List<Entity> entities) {
    out.writeCount(entities.size());
    for (Entity entity : entities) {
      string(entity.type().name());
      string(entity.value());
    }
  }

  private void classification(Classification classification) {
    out.writeCount(classification.dataClasses().size());
    for (DataClass dataClass : classification.dataClasses()) {
      string(dataClass.name());
    }
    strings(classification.jurisdictions());
  }

  private void map(Map<String, String> map) {
    out.writeCount(map.size());
    Map<String, String> sorted = map.size() < 2 ? map : new TreeMap<>(map);
    sorted.forEach(
        (key, value) -> {
          string(key);
          string(value);
        });
  }

  private void strings(Collection<String> values) {
    out.writeCount(values.size());
    values.forEach(this::string);
  }

  private void string(String value) {
    Integer known = strings.putIfAbsent(value, strings.size());
    if (known == null) {
      table.writeString(value);
      out.writeCount(strings.size() - 1L);
    } else {
      out.writeCount(known);
    }
  }
}
