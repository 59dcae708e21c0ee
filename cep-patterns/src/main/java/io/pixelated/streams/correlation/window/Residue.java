package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.codec.ByteReader;
import io.pixelated.streams.correlation.codec.ByteWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is left of events that are not kept one by one: how many there were, their sum, and a sample
 * of their values that depends on their ids alone. In whatever order and portions events are added,
 * the same is left.
 */
final class Residue {
  /** Values that a sample holds at most. */
  static final int SAMPLE = 8;

  private static final Comparator<Sampled> SMALLEST_DIGEST =
      Comparator.comparingLong(Sampled::digest).thenComparing(Sampled::value);

  private long count;
  private BigDecimal sum = BigDecimal.ZERO;
  private final List<Sampled> sample = new ArrayList<>(SAMPLE);

  private record Sampled(long digest, BigDecimal value) {}

  /** A value, and for how many it stands. */
  record Weighted(BigDecimal value, long weight) {}

  void add(String id, BigDecimal value) {
    count++;
    sum = sum.add(value);
    add(new Sampled(digest(id), value));
  }

  void add(Residue other) {
    count += other.count;
    sum = sum.add(other.sum);
    other.sample.forEach(this::add);
  }

  long count() {
    return count;
  }

  BigDecimal sum() {
    return sum;
  }

  /** The sample, each value of which stands for its share of all. */
  List<Weighted> sample() {
    List<Weighted> weighted = new ArrayList<>(sample.size());
    long each = count / sample.size();
    long more = count % sample.size();
    for (int i = 0; i < sample.size(); i++) {
      weighted.add(new Weighted(sample.get(i).value(), each + (i < more ? 1 : 0)));
    }
    return weighted;
  }

  void write(ByteWriter out) {
    out.writeCount(count);
    out.writeDecimal(sum);
    out.writeCount(sample.size());
    for (Sampled sampled : sample) {
      out.writeLong(sampled.digest());
      out.writeDecimal(sampled.value());
    }
  }

  static Residue read(ByteReader in) {
    Residue residue = new Residue();
    residue.count = in.readCount();
    residue.sum = in.readDecimal();
    int size = in.readSize();
    for (int i = 0; i < size; i++) {
      long digest = in.readLong();
      residue.sample.add(new Sampled(digest, in.readDecimal()));
    }
    return residue;
  }

  private void add(Sampled sampled) {
    int place = 0;
    while (place < sample.size() && SMALLEST_DIGEST.compare(sample.get(place), sampled) < 0) {
      place++;
    }
    if (place < SAMPLE) {
      sample.add(place, sampled);
      if (sample.size() > SAMPLE) {
        sample.remove(SAMPLE);
      }
    }
  }

  /** FNV-1a with the bits spread: the same everywhere. */
  private static long digest(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
