package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import io.pixelated.streams.correlation.window.Thinning;
import java.util.List;

/**
 * What is remembered of a group of a sequence beside its events: how far chains of them have come,
 * the partial matches of the automaton if it had to run, and how many events the last slot and cell
 * of time had, by which a crowd is thinned out.
 */
public final class Progress implements Thinning.Seen {
  private static final int VERSION = 3;
  private static final long NEVER = Long.MAX_VALUE;
  private static final byte[] NOTHING = {};

  private final Plan plan;
  private final Thinning thinning;
  final Reach reach;

  /** What the automaton left. */
  byte[] partial = NOTHING;

  /** When something may complete by time alone. */
  long due = NEVER;

  /** When the last of the partial matches is over. */
  long over = Long.MIN_VALUE;

  /** The timespan that all this is of. */
  long within;

  private long slot = Long.MIN_VALUE;
  private long slotEvents;
  private long cell = Long.MIN_VALUE;
  private long cellEvents;
  private long cellRules;

  private Progress(Plan plan, Thinning thinning, Reach reach, long within) {
    this.plan = plan;
    this.thinning = thinning;
    this.reach = reach;
    this.within = within;
  }

  static Progress none(Plan plan, Thinning thinning, long within) {
    return new Progress(plan, thinning, new Reach(plan), within);
  }

  static Progress read(Plan plan, Thinning thinning, byte[] memory) {
    ByteReader in = new ByteReader(memory);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "what is remembered of a sequence has format " + version + ", not " + VERSION);
    }
    long within = in.readCount();
    Progress progress = new Progress(plan, thinning, Reach.read(plan, in), within);
    if (in.readBoolean()) {
      progress.cell = in.readLong();
      progress.slot = in.readLong();
      progress.slotEvents = in.readCount();
      progress.cellEvents = in.readCount();
      progress.cellRules = in.readCount();
    }
    if (in.readBoolean()) {
      progress.due = in.readLong();
    }
    progress.partial = in.readBytes();
    if (progress.partial.length > 0) {
      progress.over = in.readLong();
    }
    return progress;
  }

  /** As bytes; none if nothing has to be remembered. */
  byte[] write() {
    if (slotEvents == 0 && due == NEVER && partial.length == 0 && reach.latest() == Reach.NONE) {
      return NOTHING;
    }
    ByteWriter out = new ByteWriter(48 + partial.length);
    out.writeByte(VERSION);
    out.writeCount(within);
    reach.write(out);
    out.writeBoolean(slotEvents > 0);
    if (slotEvents > 0) {
      out.writeLong(cell);
      out.writeLong(slot);
      out.writeCount(slotEvents);
      out.writeCount(cellEvents);
      out.writeCount(cellRules);
    }
    out.writeBoolean(due != NEVER);
    if (due != NEVER) {
      out.writeLong(due);
    }
    out.writeBytes(partial);
    if (partial.length > 0) {
      out.writeLong(over);
    }
    return out.toBytes();
  }

  /** Counts events that wait no more, by time. */
  void count(List<MatchedEvent> events) {
    for (MatchedEvent event : events) {
      long now = thinning.cell(event.time());
      if (now != cell) {
        cell = now;
        cellEvents = 0;
        cellRules = 0;
        long other = thinning.slot(event.time());
        slotEvents = other == slot ? slotEvents : 0;
        slot = other;
      }
      slotEvents++;
      cellEvents++;
      cellRules |= plan.marks(event);
    }
  }

  /** Forgets the counts of a slot that is over at {@code time}. */
  void leave(long time) {
    if (slotEvents > 0 && thinning.slot(time) > slot) {
      forgetSlot();
    }
  }

  /** The last time of the slot that has counts; the beginning of time for none. */
  long slotEnd() {
    return slotEvents == 0 ? Long.MIN_VALUE : thinning.slotEnd(slot);
  }

  /** Lets go of counts that were of another grid. */
  void forgetSlot() {
    slot = Long.MIN_VALUE;
    slotEvents = 0;
    cell = Long.MIN_VALUE;
    cellEvents = 0;
    cellRules = 0;
  }

  @Override
  public long slotEvents(long number) {
    return number == slot ? slotEvents : 0;
  }

  @Override
  public long cell() {
    return cell;
  }

  @Override
  public long cellEvents() {
    return cellEvents;
  }

  @Override
  public long cellKinds() {
    return Long.bitCount(cellRules);
  }

  @Override
  public boolean isKindOfCell(long number, String kind) {
    return number == cell && (cellRules & plan.mark(kind)) != 0;
  }
}
