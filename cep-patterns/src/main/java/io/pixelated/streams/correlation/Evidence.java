package io.pixelated.streams.correlation;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events that are final and that an alert would name, in the order of their time. They stay packed
 * until an alert names them: most never are, and adding one must not touch the others. Their values
 * are not kept.
 */
public final class Evidence {
  /** No events. */
  public static final Evidence NONE =
      new Evidence(0, 0, 0, new byte[0], new byte[0], 0, new byte[0]);

  private static final int SPARE_KINDS = 4;

  private final int size;
  private final long first;
  private final long last;

  /** The strings that kinds are made of, each preceded by its length. */
  private final byte[] words;

  /** What events have in common, each preceded by its length. */
  private final byte[] kinds;

  private final int kindCount;

  /** Per event, its time after the one before, the length of the rest, and the rest. */
  private final byte[] records;

  private Evidence(
      int size, long first, long last, byte[] words, byte[] kinds, int kindCount, byte[] records) {
    this.size = size;
    this.first = first;
    this.last = last;
    this.words = words;
    this.kinds = kinds;
    this.kindCount = kindCount;
    this.records = records;
  }

  /** How many events there are. */
  public int size() {
    return size;
  }

  /** Time of the first event; meaningless if there is none. */
  public long first() {
    return first;
  }

  /** Time of the last event; meaningless if there is none. */
  public long last() {
    return last;
  }

  /** These and {@code events}, which are not before them. */
  public Evidence plus(List<MatchedEvent> events) {
    if (events.isEmpty()) {
      return this;
    }
    ByteWriter moreWords = new ByteWriter(words.length + 64);
    moreWords.writeRaw(words);
    ByteWriter moreKinds = new ByteWriter(kinds.length + 128);
    moreKinds.writeRaw(kinds);
    ByteWriter more = new ByteWriter(records.length + 48 * events.size());
    more.writeRaw(records);
    int known = kindCount;
    long before = size == 0 ? events.get(0).time() : last;
    for (MatchedEvent event : events) {
      byte[] kind = EventKinds.write(event, moreWords);
      int number = EventKinds.find(moreKinds, kind);
      if (number < 0) {
        number = known++;
        moreKinds.writeBytes(kind);
      }
      ByteWriter record = new ByteWriter(32);
      record.writeString(event.id());
      record.writeLong(event.observed() - event.time());
      record.writeCount(number);
      more.writeCount(event.time() - before);
      more.writeSized(record);
      before = event.time();
    }
    return new Evidence(
        size + events.size(),
        size == 0 ? events.get(0).time() : first,
        before,
        moreWords.toBytes(),
        moreKinds.toBytes(),
        known,
        more.toBytes());
  }

  /** These without those up to {@code time}, but with the last {@code least} in any case. */
  public Evidence after(long time, int least) {
    ByteReader in = new ByteReader(records);
    int gone = 0;
    long at = first;
    while (gone < size - least) {
      long next = gone == 0 ? first : at + in.peekCount();
      if (next > time) {
        break;
      }
      at = next;
      skip(in);
      gone++;
    }
    return without(gone);
  }

  /** These without the first {@code gone}. */
  public Evidence without(int gone) {
    if (gone == 0) {
      return this;
    }
    if (gone >= size) {
      return NONE;
    }
    ByteReader in = new ByteReader(records);
    long at = first;
    for (int i = 0; i < gone; i++) {
      at = i == 0 ? first : at + in.peekCount();
      skip(in);
    }
    long begin = at + in.peekCount();
    byte[] rest = Arrays.copyOfRange(records, in.position(), records.length);
    Evidence left = new Evidence(size - gone, begin, last, words, kinds, kindCount, rest);
    // Kinds that no event is of any more go when there are many.
    return kindCount > left.size + left.size / 4 + SPARE_KINDS ? NONE.plus(left.events()) : left;
  }

  /** The events, unpacked. */
  public List<MatchedEvent> events() {
    return first(size);
  }

  /** The first {@code count} events, unpacked. */
  public List<MatchedEvent> first(int count) {
    List<MatchedEvent> events = new ArrayList<>(count);
    if (count == 0) {
      return events;
    }
    MatchedEvent[] unpacked = new MatchedEvent[kindCount];
    ByteReader in = new ByteReader(records);
    ByteReader kindsIn = new ByteReader(kinds);
    String[] strings = EventKinds.words(words);
    for (int i = 0; i < kindCount; i++) {
      unpacked[i] = EventKinds.read(kindsIn, strings);
    }
    long time = first;
    for (int i = 0; i < count; i++) {
      long step = in.readCount();
      time += i == 0 ? 0 : step;
      in.readSize();
      String id = in.readString();
      long observed = time + in.readLong();
      events.add(unpacked[in.readSize()].like(id, time, observed, ""));
    }
    return events;
  }

  /** How many bytes it takes, roughly. */
  int length() {
    return words.length + kinds.length + records.length;
  }

  void write(ByteWriter out) {
    out.writeCount(size);
    if (size > 0) {
      out.writeLong(first);
      out.writeCount(last - first);
      out.writeCount(kindCount);
      out.writeBytes(words);
      out.writeBytes(kinds);
      out.writeBytes(records);
    }
  }

  static Evidence read(ByteReader in) {
    int size = in.readSize();
    if (size == 0) {
      return NONE;
    }
    long first = in.readLong();
    long last = first + in.readCount();
    int kindCount = in.readSize();
    byte[] words = in.readBytes();
    byte[] kinds = in.readBytes();
    return new Evidence(size, first, last, words, kinds, kindCount, in.readBytes());
  }

  private static void skip(ByteReader in) {
    in.readCount();
    in.skip(in.readSize());
  }
}
