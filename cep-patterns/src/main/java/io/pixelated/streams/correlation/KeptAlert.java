package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.events.Alert;
import java.util.Objects;

/**
 * An alert as a group keeps it: packed until somebody asks for more of it than its id and time. A
 * group in its quiet time keeps one with all its evidence, which nothing that happens then changes.
 */
public final class KeptAlert {
  private final String id;
  private final long time;

  /** Null where it was not packed yet. */
  private byte[] packed;

  private int begin;
  private int size;

  /** Null where it was not unpacked yet. */
  private Alert alert;

  private KeptAlert(String id, long time) {
    this.id = id;
    this.time = time;
  }

  /** Keeps {@code alert}. */
  public static KeptAlert of(Alert alert) {
    Objects.requireNonNull(alert, "alert");
    KeptAlert kept = new KeptAlert(alert.id(), alert.time());
    kept.alert = alert;
    return kept;
  }

  /** The alert's id. */
  public String id() {
    return id;
  }

  /** The alert's event time, epoch milliseconds. */
  public long time() {
    return time;
  }

  /** The alert, unpacked. */
  public Alert alert() {
    if (alert == null) {
      alert = AlertFormat.read(id, time, new ByteReader(packed, begin));
    }
    return alert;
  }

  void write(ByteWriter out) {
    out.writeString(id);
    out.writeLong(time);
    if (packed == null) {
      // Not kept: two snapshots may write it at once.
      ByteWriter pack = new ByteWriter(256);
      AlertFormat.write(alert, pack);
      byte[] bytes = pack.toBytes();
      out.writeBytes(bytes, 0, bytes.length);
    } else {
      out.writeBytes(packed, begin, size);
    }
  }

  /** Reads one that stays packed, so it holds on to all that {@code in} reads from. */
  static KeptAlert read(ByteReader in) {
    KeptAlert kept = new KeptAlert(in.readString(), in.readLong());
    kept.size = in.readSize();
    kept.packed = in.bytes();
    kept.begin = in.position();
    in.skip(kept.size);
    return kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeptAlert kept && alert().equals(kept.alert());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return alert().toString();
  }
}
