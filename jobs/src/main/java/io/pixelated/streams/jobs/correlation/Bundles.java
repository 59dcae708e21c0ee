package io.pixelated.streams.jobs.correlation;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.RoutedMatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Matches on their way to their groups. The first of a rule and group passes at once; those that
 * follow within a moment are gathered and sent as one, so that a group that is hit very often is
 * reached by few messages, however many subtasks send them.
 */
final class Bundles {
  /** Groups that are watched at a time; beyond it the one that was watched longest is let go. */
  static final int MOST_GROUPS = 10_000;

  /** Events that wait at a time; beyond it none waits any longer. */
  static final int MOST_EVENTS = 50_000;

  /** Events of a bundle that its group would take whole in any case. */
  static final int WORTH_THINNING = 64;

  /** Events of one bundle before it is thinned out on the way. */
  static final int BUNDLE = 512;

  private final long gatherMillis;
  private final Thinner thinner;
  private final Consumer<RoutedMatch> out;

  /** The one whose time comes first is first: all wait equally long. */
  private final Map<Group, Bundle> bundles = new LinkedHashMap<>();

  /** Those of them that events wait in. */
  private final Set<Bundle> filled = new LinkedHashSet<>();

  private int waiting;

  private record Group(String correlation, List<String> values) {}

  /** Leaves out of a bundle what its group would leave out in any case. */
  @FunctionalInterface
  interface Thinner {
    /** The same bundle, or a smaller one that counts what is not in it any more. */
    RoutedMatch thin(RoutedMatch bundle);
  }

  private static final class Bundle {
    private final long due;
    private RoutedMatch first;
    private List<MatchedEvent> events = new ArrayList<>();
    private long thinned;

    private Bundle(RoutedMatch first, long due) {
      this.first = first;
      this.due = due;
    }

    private RoutedMatch gathered() {
      return new RoutedMatch(
          first.correlation(), first.depth(), first.generation(), first.group(), events, thinned);
    }
  }

  /**
   * @param gatherMillis how long matches that follow another wait for more
   */
  Bundles(long gatherMillis, Thinner thinner, Consumer<RoutedMatch> out) {
    this.gatherMillis = gatherMillis;
    this.thinner = thinner;
    this.out = out;
  }

  void add(RoutedMatch match, long now) {
    if (gatherMillis == 0) {
      out.accept(match);
      return;
    }
    Group group = new Group(match.correlation(), match.group());
    Bundle bundle = bundles.get(group);
    if (bundle == null) {
      out.accept(match);
      bundles.put(group, new Bundle(match, now + gatherMillis));
      if (bundles.size() > MOST_GROUPS) {
        letGoOfFirst();
      }
      return;
    }
    if (bundle.first.generation() != match.generation()) {
      send(bundle);
      bundle.first = match;
    }
    if (bundle.events.isEmpty()) {
      filled.add(bundle);
    }
    bundle.events.addAll(match.events());
    bundle.thinned += match.thinned();
    waiting += match.events().size();
    if (bundle.events.size() > BUNDLE) {
      thin(bundle);
    }
    if (waiting > MOST_EVENTS) {
      flush();
    }
  }

  /** Sends what has waited long enough. What was sent is watched on: more may follow. */
  void sendDue(long now) {
    Map<Group, Bundle> again = new LinkedHashMap<>();
    Iterator<Map.Entry<Group, Bundle>> all = bundles.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Group, Bundle> next = all.next();
      Bundle bundle = next.getValue();
      if (bundle.due > now) {
        break;
      }
      all.remove();
      if (!bundle.events.isEmpty()) {
        send(bundle);
        again.put(next.getKey(), new Bundle(bundle.first, now + gatherMillis));
      }
    }
    bundles.putAll(again);
  }

  /** Sends all that waits. */
  void flush() {
    List.copyOf(filled).forEach(this::send);
  }

  /** When something has to be looked at next. */
  OptionalLong due() {
    Iterator<Bundle> all = bundles.values().iterator();
    return all.hasNext() ? OptionalLong.of(all.next().due) : OptionalLong.empty();
  }

  private void thin(Bundle bundle) {
    int before = bundle.events.size();
    RoutedMatch thinned = thinner.thin(bundle.gathered());
    bundle.events = new ArrayList<>(thinned.events());
    bundle.thinned = thinned.thinned();
    waiting -= before - bundle.events.size();
    if (2 * bundle.events.size() > BUNDLE) {
      send(bundle);
    }
  }

  private void letGoOfFirst() {
    Iterator<Bundle> all = bundles.values().iterator();
    send(all.next());
    all.remove();
  }

  private void send(Bundle bundle) {
    if (bundle.events.isEmpty()) {
      return;
    }
    filled.remove(bundle);
    waiting -= bundle.events.size();
    RoutedMatch gathered = bundle.gathered();
    out.accept(gathered.events().size() > WORTH_THINNING ? thinner.thin(gathered) : gathered);
    bundle.events = new ArrayList<>();
    bundle.thinned = 0;
  }
}
