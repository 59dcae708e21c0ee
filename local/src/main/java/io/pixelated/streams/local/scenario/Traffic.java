package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** One kind of normal activity, played in episodes such as a patient's session or a backup run. */
interface Traffic {
  /** Plays one episode that begins at this time; nothing in it may be earlier. */
  void play(Instant start, Scene scene);

  Rhythm rhythm();

  /** How many records an episode writes on average. */
  double records();
}
