package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The rules for one kind of event: a large index that versions share, what was removed from it, and
 * a small index of what was added. Once the changes are many they become part of a new large index.
 * Immutable; the indexes are built when the first event needs them.
 */
final class KindRules {

  private static final int FEWEST_TO_MERGE = 32;

  /** Changes that are kept apart, as a share of the rules. */
  private static final int SHARE_TO_MERGE = 8;

  private static final Comparator<CompiledRule> IN_ORDER =
      Comparator.comparingLong(CompiledRule::order);

  /** An index that is built when it is first asked for. */
  private static final class Deferred {
    private final CompiledRule[] rules;
    private volatile CandidateIndex index;

    Deferred(Collection<CompiledRule> rules) {
      this.rules = rules.toArray(CompiledRule[]::new);
      Arrays.sort(this.rules, IN_ORDER);
    }

    CandidateIndex index() {
      CandidateIndex built = index;
      return built == null ? build() : built;
    }

    private synchronized CandidateIndex build() {
      if (index == null) {
        index = CandidateIndex.of(Arrays.asList(rules));
      }
      return index;
    }

    int plans() {
      CandidateIndex built = index;
      return built == null ? 0 : built.plans();
    }

    @SuppressWarnings("ReferenceEquality") // a rule compiled anew has the order of the old one
    int find(CompiledRule rule) {
      int at = Arrays.binarySearch(rules, rule, IN_ORDER);
      return at >= 0 && rules[at] == rule ? at : -1;
    }
  }

  private record Matched(long order, RuleMatch match) {}

  private final Deferred base;
  private final BitSet removed;
  private final Deferred added;

  private KindRules(Deferred base, BitSet removed, Deferred added) {
    this.base = base;
    this.removed = removed;
    this.added = added;
  }

  static KindRules of(Collection<CompiledRule> rules) {
    return new KindRules(new Deferred(rules), new BitSet(), new Deferred(List.of()));
  }

  int size() {
    return base.rules.length - removed.cardinality() + added.rules.length;
  }

  /** Layouts that are remembered. */
  int plans() {
    return base.plans() + added.plans();
  }

  /** The version without {@code gone}, which are among these, and with {@code news}. */
  KindRules changed(Collection<CompiledRule> gone, Collection<CompiledRule> news) {
    if (gone.isEmpty() && news.isEmpty()) {
      return this;
    }
    BitSet nowRemoved = (BitSet) removed.clone();
    BitSet taken = new BitSet();
    for (CompiledRule rule : gone) {
      int inBase = base.find(rule);
      if (inBase >= 0) {
        nowRemoved.set(inBase);
      } else {
        taken.set(added.find(rule));
      }
    }
    List<CompiledRule> nowAdded = new ArrayList<>(news);
    for (int i = 0; i < added.rules.length; i++) {
      if (!taken.get(i)) {
        nowAdded.add(added.rules[i]);
      }
    }
    int most = Math.max(FEWEST_TO_MERGE, base.rules.length / SHARE_TO_MERGE);
    if (nowAdded.size() + nowRemoved.cardinality() <= most) {
      return new KindRules(base, nowRemoved, new Deferred(nowAdded));
    }
    for (int i = 0; i < base.rules.length; i++) {
      if (!nowRemoved.get(i)) {
        nowAdded.add(base.rules[i]);
      }
    }
    return of(nowAdded);
  }

  /** The rules that {@code event} satisfies, in their order. */
  List<RuleMatch> match(EventView event, Hits hits, LongAdder overruns) {
    Search search = new Search(event, hits);
    if (base.rules.length > 0) {
      search.run(base.index(), removed);
    }
    if (added.rules.length > 0) {
      search.run(added.index(), null);
    }
    if (search.reading != null && search.reading.overruns() > 0) {
      overruns.add(search.reading.overruns());
    }
    return search.matches();
  }

  /** One event's way through the indexes. */
  private static final class Search {
    private final EventView event;
    private final Hits hits;
    private Reading reading;
    private List<Matched> matched;

    Search(EventView event, Hits hits) {
      this.event = event;
      this.hits = hits;
    }

    void run(CandidateIndex index, BitSet except) {
      Plan plan = index.plan(event);
      index.findCandidates(event, plan, hits);
      if (hits.count() == 0) {
        return;
      }
      if (reading == null) {
        reading = new Reading(event);
      }
      reading.use(index, plan, hits);
      CompiledRule[] rules = index.rules();
      for (int i = 0; i < hits.count(); i++) {
        int candidate = hits.candidate(i);
        if (except != null && except.get(candidate)) {
          continue;
        }
        reading.evaluate(candidate);
        if (rules[candidate].test().holds(reading)) {
          if (matched == null) {
            matched = new ArrayList<>(4);
          }
          matched.add(new Matched(rules[candidate].order(), rules[candidate].explain(reading)));
        }
      }
    }

    List<RuleMatch> matches() {
      if (matched == null) {
        return List.of();
      }
      if (matched.size() > 1) {
        matched.sort(Comparator.comparingLong(Matched::order));
      }
      List<RuleMatch> matches = new ArrayList<>(matched.size());
      for (Matched each : matched) {
        matches.add(each.match());
      }
      return matches;
    }
  }
}
