package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;

/** How an alert is written: everything but its id and time, which stand before it. */
final class AlertFormat {
  private AlertFormat() {}

  static void write(Alert alert, ByteWriter out) {
    RuleRef rule = alert.rule();
    out.writeString(rule.id());
    out.writeString(rule.version());
    out.writeString(rule.title());
    out.writeString(rule.level().name());
    out.writeStrings(rule.tags());
    out.writeString(alert.generation());
    out.writeString(alert.state().name());
    out.writeString(alert.region());
    out.writeLong(alert.time() - alert.from());
    EventFormat.writeMap(alert.group(), out);
    out.writeDecimal(alert.count());
    out.writeStrings(alert.eventIds());
    EventFormat.writeEntities(alert.entities(), out);
    EventFormat.writeClassification(alert.classification(), out);
    out.writeLong(alert.observed() - alert.time());
    out.writeBoolean(alert.standalone());
    out.writeBoolean(alert.tied());
    out.writeString(alert.replaces());
    out.writeCount(alert.suppressed());
  }

  static Alert read(String id, long time, ByteReader in) {
    return new Alert(
        id,
        new RuleRef(
            in.readString(),
            in.readString(),
            in.readString(),
            Level.valueOf(in.readString()),
            in.readStrings()),
        in.readString(),
        AlertState.valueOf(in.readString()),
        in.readString(),
        time,
        time - in.readLong(),
        EventFormat.readMap(in),
        in.readDecimal(),
        in.readStrings(),
        EventFormat.readEntities(in),
        EventFormat.readClassification(in),
        time + in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        in.readString(),
        in.readCount());
  }
}
