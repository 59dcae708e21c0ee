package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides by {@link PlainPolicy} in plain loops, slowly, and without any of the room's logic. */
final class PlainOracle {
  private static final Map<String, String> OPERATED =
      Map.ofEntries(
          Map.entry("us-east-1", "us-east-1"),
          Map.entry("us-east4", "us-east-1"),
          Map.entry("us-west-2", "us-west-2"),
          Map.entry("eu-central-1", "eu-central-1"),
          Map.entry("europe-west3", "eu-central-1"),
          Map.entry("ap-southeast-1", "ap-southeast-1"),
          Map.entry("ap-northeast-1", "ap-northeast-1"));
  private static final Set<String> FIPS = Set.of("us-east-1", "us-west-1", "us-west-2");
  private static final Set<String> PLACES = Set.of("EU", "US", "SG", "JP");

  private PlainOracle() {}

  /** What should come out; of a quarantine no profiles. */
  record Answer(String outcome, Set<String> profiles, int keep, int delete, boolean held) {}

  /**
   * Decides.
   *
   * @param scc whether gdpr's PERSONAL data was approved to go from eu-central-1 to us-east-1 for
   *     security
   */
  static Answer decide(PlainPolicy policy, Question q, boolean scc) {
    List<String> classes = q.classification().dataClasses().stream().map(DataClass::name).toList();
    List<String> homes = q.classification().jurisdictions();
    boolean held =
        policy.holds().stream()
            .anyMatch(h -> h.kind().equals(q.kind().name()) && classes.contains(h.dataClass()));
    boolean global = q.destinationKind() == DestinationKind.GLOBAL_TOPIC;
    String from = OPERATED.get(q.from());
    String to = global ? "global" : OPERATED.get(q.to());
    boolean knownPurpose = List.of("security", "sale", "compliance").contains(q.purpose());
    if (from == null || to == null || !knownPurpose || classes.contains("UNKNOWN")) {
      return new Answer("quarantine", Set.of(), 0, 0, held);
    }
    for (String home : homes) {
      if (!known(policy, home)) {
        return new Answer("quarantine", Set.of(), 0, 0, held);
      }
    }
    List<PlainPolicy.Regime> applying = new ArrayList<>();
    for (String dataClass : classes) {
      List<String> asked = homes;
      if (dataClass.equals("OPERATIONAL")) {
        asked = List.of("");
      } else if (homes.isEmpty()) {
        asked = List.of("nobody knows");
      }
      for (String home : asked) {
        boolean any = false;
        for (PlainPolicy.Regime regime : policy.regimes()) {
          if (regime.classes().contains(dataClass) && isFrom(regime.homes(), home)) {
            any = true;
            if (!applying.contains(regime)) {
              applying.add(regime);
            }
          }
        }
        if (!any) {
          return new Answer("quarantine", Set.of(), 0, 0, held);
        }
      }
    }
    Answer kept = retention(applying, q.kind().name(), classes);
    String outcome = "permit";
    Set<String> profiles = new TreeSet<>();
    Set<String> common = new TreeSet<>(PlainPolicy.ALL);
    for (PlainPolicy.Regime regime : applying) {
      if (regime.noSale() && q.purpose().equals("sale")) {
        outcome = "quarantine";
      }
      List<String> mine = new ArrayList<>(classes);
      mine.retainAll(regime.classes());
      Set<String> whole = new TreeSet<>(regime.permitted());
      for (PlainPolicy.Way way : regime.ways()) {
        boolean met =
            way.mechanism().equals("adequacy")
                || (scc
                    && regime.id().equals("gdpr")
                    && mine.equals(List.of("PERSONAL"))
                    && from.equals("eu-central-1")
                    && to.equals("us-east-1")
                    && q.purpose().equals("security"));
        if (met && way.regions().contains(to) && way.classes().containsAll(mine)) {
          whole.add(to);
        }
      }
      if (regime.fips()) {
        whole.retainAll(FIPS);
      }
      common.retainAll(whole);
      boolean leaves = !from.equals(to);
      if (whole.contains(to) && !(leaves && regime.minimisesLeaving())) {
        continue;
      }
      String profile = null;
      for (PlainPolicy.Less less : regime.less()) {
        if (profile == null
            && less.kinds().contains(q.kind().name())
            && less.places().contains(q.destinationKind().name())
            && less.classes().containsAll(mine)) {
          profile = less.profile();
        }
      }
      if (profile == null) {
        outcome = "quarantine";
      } else {
        profiles.add(profile);
      }
    }
    if (common.isEmpty() || outcome.equals("quarantine")) {
      return new Answer("quarantine", Set.of(), kept.keep(), kept.delete(), held);
    }
    return new Answer(
        profiles.isEmpty() ? "permit" : "minimise", profiles, kept.keep(), kept.delete(), held);
  }

  /** Month by month: the first law has its way, and each that follows as far as that leaves it. */
  private static Answer retention(
      List<PlainPolicy.Regime> applying, String kind, List<String> classes) {
    int keep = 0;
    int delete = 1_000_000;
    List<PlainPolicy.Regime> ranked = new ArrayList<>(applying);
    ranked.sort(Comparator.comparing(PlainPolicy.Regime::precedence));
    for (PlainPolicy.Regime regime : ranked) {
      for (PlainPolicy.Keep rule : regime.keeps()) {
        boolean mine = rule.classes().stream().anyMatch(classes::contains);
        if (!mine || !rule.kinds().contains(kind)) {
          continue;
        }
        while (keep < rule.atLeast() && keep < delete) {
          keep++;
        }
        while (rule.atLatest() > 0 && delete > rule.atLatest() && delete > keep) {
          delete--;
        }
      }
    }
    return new Answer("", Set.of(), keep, delete == 1_000_000 ? 0 : delete, false);
  }

  private static boolean isFrom(List<String> homes, String home) {
    return homes.isEmpty()
        || homes.stream().anyMatch(h -> h.equals(home) || home.startsWith(h + "-"));
  }

  private static boolean known(PlainPolicy policy, String home) {
    List<String> all = new ArrayList<>(PLACES);
    policy.regimes().forEach(regime -> all.addAll(regime.homes()));
    return isFrom(all, home);
  }
}
