package io.pixelated.streams.bench.correlation.rules;

import io.pixelated.streams.bench.correlation.cluster.Feed;
import io.pixelated.streams.correlation.RoutedMatch;

/**
 * Only the keys of a stream of matches, in its order.
 *
 * @param matches the stream
 */
record Keys(Feed<RoutedMatch> matches) implements Feed<String> {
  @Override
  public String at(long index, long observed) {
    return matches.at(index, observed).key();
  }

  @Override
  public long time(long index) {
    return matches.time(index);
  }

  @Override
  public long watermark(long index) {
    return matches.watermark(index);
  }

  @Override
  public int watermarkEvery() {
    return matches.watermarkEvery();
  }
}
