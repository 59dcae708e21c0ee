package io.pixelated.streams.residency;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries {@link Cleared} records over the wire between two tasks of a job.
 *
 * <p>The only way to make such a record without a check. It is meant for the connectors' Flink
 * serializer alone, and an architecture test sees to that.
 */
public final class ClearedCodec {
  private static final int FORMAT = 2;
  private static final int LONGEST = 64 << 20;

  private ClearedCodec() {}

  /** Writes a record so that {@link #read} gives the same. */
  public static void write(Cleared cleared, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    writeText(cleared.kind().name(), out);
    writeText(cleared.destinationKind().name(), out);
    writeText(cleared.destinationRegion(), out);
    writeText(cleared.id(), out);
    out.writeLong(cleared.version());
    out.writeBoolean(cleared.isRemoval());
    Cleared.Columns columns = cleared.columns();
    writeText(columns.region(), out);
    out.writeLong(columns.eventTime());
    writeText(columns.severity(), out);
    writeText(columns.entity(), out);
    writeText(columns.status(), out);
    writeTexts(columns.jurisdictions(), out);
    writeTexts(columns.dataClasses(), out);
    writeText(cleared.verdictId(), out);
    writeText(cleared.outcome(), out);
    writeText(cleared.policyVersion(), out);
    writeRetention(cleared.retention(), out);
    writeBytes(cleared.json(), out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static Cleared read(DataInput in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("cleared record of format " + format + ": this reads " + FORMAT);
    }
    RecordKind kind = RecordKind.valueOf(readText(in));
    DestinationKind destinationKind = DestinationKind.valueOf(readText(in));
    String destinationRegion = readText(in);
    String id = readText(in);
    long version = in.readLong();
    boolean removal = in.readBoolean();
    Cleared.Columns columns =
        new Cleared.Columns(
            readText(in),
            in.readLong(),
            readText(in),
            readText(in),
            readText(in),
            readTexts(in),
            readTexts(in));
    return new Cleared(
        kind,
        destinationKind,
        destinationRegion,
        id,
        version,
        removal,
        columns,
        readText(in),
        readText(in),
        readText(in),
        readRetention(in),
        readBytes(in));
  }

  private static void writeRetention(Retention retention, DataOutput out) throws IOException {
    out.writeInt(retention.keepAtLeastMonths());
    out.writeInt(retention.deleteAtLatestMonths());
    writeTexts(retention.categories(), out);
    writeTexts(retention.holds(), out);
    writeText(retention.resolution(), out);
  }

  private static Retention readRetention(DataInput in) throws IOException {
    return new Retention(in.readInt(), in.readInt(), readTexts(in), readTexts(in), readText(in));
  }

  private static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("cleared record with a part of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
