package io.pixelated.streams.local.scenario;

import java.time.Duration;
import java.util.List;

/** One kind of scripted attack. */
interface Attack {
  /** Plays the attack from the plot's start on and notes in the plot who was involved. */
  void play(Plot plot);

  /** The longest that it may take, which decides how late it may start. */
  Duration longest();

  /** ATT&CK technique ids, such as {@code T1110.003}. */
  List<String> techniques();

  default int regions() {
    return 1;
  }
}
