package io.pixelated.streams.bench.correlation.cluster;

import java.io.Serializable;

/**
 * An endless stream of elements, each a function of its index alone.
 *
 * @param <T> the elements
 */
public interface Feed<T> extends Serializable {
  /**
   * The element at {@code index}.
   *
   * @param observed when it is sent, in microseconds of some clock of this process
   */
  T at(long index, long observed);

  /** Event time of the element at {@code index}, epoch milliseconds. */
  long time(long index);

  /** The watermark after the element at {@code index}, epoch milliseconds. */
  long watermark(long index);

  /** After how many elements a watermark follows. */
  int watermarkEvery();
}
