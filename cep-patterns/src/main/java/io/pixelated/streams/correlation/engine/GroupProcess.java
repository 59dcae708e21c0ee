package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.GroupState;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.correlation.Step;
import java.util.Optional;

/** What one correlation does with a group. */
interface GroupProcess {
  Step add(Optional<GroupState> before, RoutedMatch match, long watermark);

  Step advance(GroupState before, long watermark);
}
