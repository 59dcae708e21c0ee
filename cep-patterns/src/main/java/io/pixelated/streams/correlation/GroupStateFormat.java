package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One group's state as bytes. */
final class GroupStateFormat {
  private static final int FORMAT = 2;

  private GroupStateFormat() {}

  static ByteWriter write(GroupState state) {
    ByteWriter out = new ByteWriter(512 + state.memory().length + state.evidence().length());
    out.writeByte(FORMAT);
    out.writeString(state.selection());
    out.writeString(state.meaning());
    out.writeStrings(state.group());
    writeTime(state.settled(), out);
    writeTime(state.timer(), out);
    writeTime(state.quietUntil(), out);
    out.writeCount(state.suppressed());
    out.writeBoolean(state.quieting().isPresent());
    if (state.quieting().isPresent()) {
      state.quieting().get().write(out);
    }
    out.writeCount(state.announced().size());
    for (KeptAlert alert : state.announced()) {
      alert.write(out);
    }
    state.evidence().write(out);
    EventFormat.write(state.events(), out);
    out.writeBytes(state.memory());
    return out;
  }

  static GroupState read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "the state of a group has format %d, not %d: run the version that wrote it"
              .formatted(format, FORMAT));
    }
    return new GroupState(
        in.readString(),
        in.readString(),
        in.readStrings(),
        readTime(in),
        readTime(in),
        readTime(in),
        in.readCount(),
        in.readBoolean() ? Optional.of(KeptAlert.read(in)) : Optional.empty(),
        alerts(in),
        Evidence.read(in),
        EventFormat.read(in),
        in.readBytes());
  }

  private static List<KeptAlert> alerts(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return List.of();
    }
    List<KeptAlert> alerts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      alerts.add(KeptAlert.read(in));
    }
    return alerts;
  }

  /** The far ends of time take a byte. */
  private static void writeTime(long time, ByteWriter out) {
    boolean end = time == Long.MIN_VALUE || time == Long.MAX_VALUE;
    out.writeByte(end ? (time < 0 ? 1 : 2) : 0);
    if (!end) {
      out.writeLong(time);
    }
  }

  private static long readTime(ByteReader in) {
    return switch (in.readByte()) {
      case 0 -> in.readLong();
      case 1 -> Long.MIN_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
