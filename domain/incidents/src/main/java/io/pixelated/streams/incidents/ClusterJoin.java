package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Evidence;
import io.pixelated.streams.events.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Joins evidence into clusters.
 *
 * <p>Every part of a cluster is a smallest, greatest, union or "the first so many by a fixed order"
 * of its evidence: commutative, associative and unchanged by repetition. That is what makes
 * incidents independent of arrival order although clusters are bounded.
 */
final class ClusterJoin {
  private static final Comparator<Holding> SAME_ID =
      Comparator.comparing((Holding h) -> h.evidence().provisional())
          .thenComparing(h -> h.evidence().suppressed(), Comparator.reverseOrder())
          .thenComparing(Holding.BY_TIME)
          .thenComparingLong(h -> h.evidence().observed());

  private final IncidentPolicy policy;

  ClusterJoin(IncidentPolicy policy) {
    this.policy = policy;
  }

  /**
   * The clusters, by time, after another came in: those that are no further from it than the gap
   * become one with it.
   */
  List<Cluster> add(List<Cluster> clusters, Cluster added, long gap) {
    Cluster joined = added;
    List<Cluster> result = new ArrayList<>(clusters.size() + 1);
    for (Cluster cluster : clusters) {
      if (cluster.reaches(added, gap)) {
        joined = join(cluster, joined);
        if (joined.touchedAt(cluster.touched()).equals(cluster)) {
          return clusters;
        }
      } else {
        result.add(cluster);
      }
    }
    result.add(joined);
    result.sort(Comparator.comparingLong(Cluster::firstTime));
    return result;
  }

  /** About how many pieces of evidence a cluster has; exact up to the bound. */
  int count(Cluster cluster) {
    List<Long> ids = cluster.ids();
    int most = policy.bounds().counted();
    if (ids.size() < most) {
      return ids.size();
    }
    // The k-th smallest of n uniform values lies about k/n into their range.
    double share = (ids.get(most - 1) - (double) Long.MIN_VALUE) / 0x1p64;
    return (int) Math.min(Integer.MAX_VALUE, Math.round((most - 1) / share));
  }

  /** The watermark as a time of arrival; at the end of the input there is none to go by. */
  static long arrival(long watermark) {
    return watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
  }

  /** A piece of evidence by itself. */
  Cluster single(Holding holding, long arrival) {
    Evidence evidence = holding.evidence();
    long hour = Math.floorDiv(evidence.time(), Risk.HOUR);
    long from = Math.min(evidence.from(), evidence.time());
    Level level = evidence.rule().level();
    List<RuleTrace> rules =
        List.of(new RuleTrace(evidence.rule().id(), level, holding.standalone(), List.of(hour)));
    Risk.Peak peak = Risk.peak(rules, hour, policy.risk());
    return new Cluster(
        from,
        evidence.time(),
        List.of(holding),
        List.of(hash(evidence.id())),
        rules,
        tags(List.of(), evidence.rule().tags().stream().filter(KillChain::knows).toList()),
        holding.standalone() ? level : Level.INFORMATIONAL,
        holding.opens(),
        peak.passed(),
        peak.risk(),
        evidence.classification(),
        evidence.observed(),
        arrival);
  }

  /** All that is known of both. */
  Cluster join(Cluster a, Cluster b) {
    List<RuleTrace> rules = rules(a.rules(), b.rules());
    Risk.Peak peak = new Risk.Peak(0, false);
    if (!rules.equals(a.rules()) && !rules.equals(b.rules())) {
      // Before the later of both begins, the other one's own peak holds.
      long from = Math.floorDiv(Math.max(a.firstTime(), b.firstTime()), Risk.HOUR);
      peak = Risk.peak(rules, from, policy.risk());
    }
    return new Cluster(
        Math.min(a.firstTime(), b.firstTime()),
        Math.max(a.lastTime(), b.lastTime()),
        kept(a.kept(), b.kept()),
        smallest(a.ids(), b.ids()),
        rules,
        tags(a.tags(), b.tags()),
        higher(a.topLevel(), b.topLevel()),
        a.raised() || b.raised(),
        a.risky() || b.risky() || peak.passed(),
        Math.max(peak.risk(), Math.max(a.peakRisk(), b.peakRisk())),
        a.classification().with(b.classification()),
        Math.max(a.observed(), b.observed()),
        Math.max(a.touched(), b.touched()));
  }

  /**
   * The most telling evidence: of every rule the first, then of every rule the second, and so on. A
   * piece that is dropped could never come back: whatever arrives only pushes it further down.
   */
  private List<Holding> kept(List<Holding> a, List<Holding> b) {
    Map<String, Holding> byId = new HashMap<>();
    for (List<Holding> side : List.of(a, b)) {
      side.forEach(h -> byId.merge(h.evidence().id(), h, ClusterJoin::first));
    }
    if (byId.size() <= policy.bounds().evidence()) {
      return byId.values().stream().sorted(Holding.BY_TIME).toList();
    }
    Map<String, Integer> seen = new HashMap<>();
    List<Ranked> ranked = new ArrayList<>();
    byId.values().stream()
        .sorted(Holding.TELLING)
        .forEach(h -> ranked.add(new Ranked(seen.merge(rank(h), 1, Integer::sum), h)));
    return ranked.stream()
        .sorted(
            Comparator.comparingInt(Ranked::ordinal)
                .thenComparing(Ranked::holding, Holding.TELLING))
        .limit(policy.bounds().evidence())
        .map(Ranked::holding)
        .sorted(Holding.BY_TIME)
        .toList();
  }

  private static String rank(Holding holding) {
    return holding.evidence().rule().id()
        + holding.evidence().rule().level()
        + holding.evidence().kind()
        + holding.standalone();
  }

  private static Holding first(Holding a, Holding b) {
    return SAME_ID.compare(a, b) <= 0 ? a : b;
  }

  private List<RuleTrace> rules(List<RuleTrace> a, List<RuleTrace> b) {
    if (b.stream().allMatch(trace -> isCovered(a, trace))) {
      return a;
    }
    Map<String, RuleTrace> byRule = new TreeMap<>();
    a.forEach(rule -> byRule.put(rule.rule(), rule));
    b.forEach(rule -> byRule.merge(rule.rule(), rule, this::both));
    Collection<RuleTrace> all = byRule.values();
    if (all.size() <= policy.bounds().rules()) {
      return List.copyOf(all);
    }
    return all.stream()
        .sorted(
            Comparator.comparing(RuleTrace::level, Comparator.reverseOrder())
                .thenComparing(RuleTrace::rule))
        .limit(policy.bounds().rules())
        .sorted(Comparator.comparing(RuleTrace::rule))
        .toList();
  }

  private static boolean isCovered(List<RuleTrace> rules, RuleTrace trace) {
    return rules.stream()
        .anyMatch(
            r ->
                r.rule().equals(trace.rule())
                    && r.level() == trace.level()
                    && (r.standalone() || !trace.standalone())
                    && r.hours().containsAll(trace.hours()));
  }

  private RuleTrace both(RuleTrace a, RuleTrace b) {
    if (a.equals(b)) {
      return a;
    }
    TreeSet<Long> hours = new TreeSet<>(a.hours());
    hours.addAll(b.hours());
    // Twice the window: what still counts at the earliest hour that late evidence may change.
    List<Long> recent = List.copyOf(hours.tailSet(hours.last() - 2 * policy.risk().windowHours()));
    return new RuleTrace(
        a.rule(), higher(a.level(), b.level()), a.standalone() || b.standalone(), recent);
  }

  private List<Long> smallest(List<Long> a, List<Long> b) {
    int most = policy.bounds().counted();
    boolean beyond = b.size() == 1 && a.size() == most && b.get(0) > a.get(most - 1);
    if (beyond || (b.size() == 1 && Collections.binarySearch(a, b.get(0)) >= 0)) {
      return a;
    }
    TreeSet<Long> all = new TreeSet<>(a);
    all.addAll(b);
    return all.stream().limit(most).toList();
  }

  private List<String> tags(List<String> a, List<String> b) {
    if (a.containsAll(b)) {
      return a;
    }
    TreeSet<String> all = new TreeSet<>(a);
    all.addAll(b);
    return all.stream().limit(policy.bounds().tags()).toList();
  }

  private static Level higher(Level a, Level b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static long hash(String id) {
    UUID uuid = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
  }

  private record Ranked(int ordinal, Holding holding) {}
}
