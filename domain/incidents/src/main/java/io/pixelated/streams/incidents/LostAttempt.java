package io.pixelated.streams.incidents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an attempt of the job that was lost may have told readers, having seen evidence in another
 * order or provisional alerts that are not announced again: which ids to take back.
 */
final class LostAttempt {
  /** How many ids are taken back at most for one incident at once. */
  private static final int MOST = 512;

  private final IncidentView view;
  private final long replayedUntil;
  private final Set<String> takenBack = new HashSet<>();
  private final List<Strand> disowned = new ArrayList<>();

  /**
   * @param replayedUntil evidence observed until then may have been seen by the lost attempt
   */
  LostAttempt(IncidentView view, long replayedUntil) {
    this.view = view;
    this.replayedUntil = replayedUntil;
  }

  /** Notes a provisional alert that is over, and that was not known to be in doubt. */
  void disown(Strand alert) {
    if (alert.cluster().isIncident() && alert.cluster().observed() <= replayedUntil) {
      disowned.add(alert);
    }
  }

  /** Whether there are alerts for which ids may have to be taken back. */
  boolean disowns() {
    return !disowned.isEmpty();
  }

  /** What disowned alerts would be by themselves, unless their ids stand for something. */
  List<Standing> disowned(Predicate<String> stands) {
    List<Standing> alone = new ArrayList<>();
    for (Strand alert : disowned) {
      String id = view.idOf(alert, view.slot(alert.cluster().firstTime()));
      if (!stands.test(id) && takenBack.add(id)) {
        alone.add(new Standing(id, new Component(List.of(alert)), alert.cluster()));
      }
    }
    disowned.clear();
    return alone;
  }

  /**
   * The ids that parts of an incident may have had, one for each strand and step of time, unless
   * they stand for something.
   */
  List<String> idsOf(Standing standing, Predicate<String> stands) {
    List<Strand> strands = standing.component().strands();
    List<String> ids = new ArrayList<>();
    if (strands.stream().noneMatch(s -> s.cluster().observed() <= replayedUntil)) {
      return ids;
    }
    for (Strand strand : strands) {
      long last = view.slot(strand.cluster().lastTime());
      for (long slot = view.slot(strand.cluster().firstTime()); slot <= last; slot++) {
        String id = view.idOf(strand, slot);
        if (ids.size() < MOST && !stands.test(id) && takenBack.add(id)) {
          ids.add(id);
        }
      }
    }
    return ids;
  }
}
