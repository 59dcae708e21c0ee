package io.pixelated.streams.correlation.window;

import io.pixelated.streams.correlation.Firing;
import java.util.function.Supplier;

/** Takes what fires, in order of time. */
@FunctionalInterface
public interface Firings {
  /**
   * The condition has become true, or holds again.
   *
   * @param firing what fires, to be asked for at once or not at all
   */
  void at(long time, Supplier<Firing> firing);
}
