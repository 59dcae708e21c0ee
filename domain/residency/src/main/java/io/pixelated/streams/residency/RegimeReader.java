package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one regime of a policies file. */
final class RegimeReader {
  private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");

  private final RegionPatterns patterns;
  private final Regions regions;
  private final Set<String> profiles;

  /**
   * @param profiles names of the profiles that there are
   */
  RegimeReader(Regions regions, Set<String> profiles) {
    this.patterns = new RegionPatterns(regions);
    this.regions = regions;
    this.profiles = profiles;
  }

  Regime read(PolicySection section) {
    String id = section.text("id");
    section.text("title");
    String clause = section.text("clause");
    int precedence = section.number("precedence", true);
    List<DataClass> classes = classes(section);
    List<String> jurisdictions = jurisdictions(section, "jurisdictions");
    if (jurisdictions.isEmpty() && !classes.equals(List.of(DataClass.OPERATIONAL))) {
      section.problem("names no jurisdictions: only operational data has no subject");
    }
    Set<String> permitted =
        patterns.resolve(section, "permitted", section.textOrTexts("permitted"));
    Set<String> restricted = restricted(section, permitted);
    boolean minimises = leaving(section);
    List<Transfer> transfers = new ArrayList<>();
    section.sectionsIfAny("transfers").forEach(entry -> transfers.add(transfer(entry, restricted)));
    List<Regime.Exemption> exemptions = new ArrayList<>();
    section.sectionsIfAny("minimise").forEach(entry -> exemptions.add(exemption(entry)));
    List<RetentionRule> retention = new ArrayList<>();
    section
        .sectionsIfAny("retention")
        .forEach(entry -> retention.add(retention(entry, id, precedence)));
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    if (section.has("duties")) {
      duties.addAll(section.words("duties", Duty.class));
      duties.stream()
          .flatMap(duty -> duty.safeguard().stream())
          .filter(need -> regions.all().stream().noneMatch(r -> r.safeguards().contains(need)))
          .forEach(need -> section.problem("asks for " + need + ", which no region has"));
    }
    section.refuseOthers();
    return new Regime(
        id,
        clause,
        precedence,
        classes,
        jurisdictions,
        permitted,
        restricted,
        minimises,
        List.copyOf(transfers),
        List.copyOf(exemptions),
        Set.copyOf(duties),
        List.copyOf(retention));
  }

  LegalHold hold(PolicySection section) {
    String id = section.text("id");
    section.text("clause");
    LegalHold hold =
        new LegalHold(
            id,
            kinds(section),
            classes(section),
            section.has("jurisdictions") ? jurisdictions(section, "jurisdictions") : List.of());
    section.refuseOthers();
    return hold;
  }

  private static List<DataClass> classes(PolicySection section) {
    List<DataClass> classes = section.words("classes", DataClass.class);
    if (classes.isEmpty()) {
      section.problem("names no classes: say what data it is about");
    }
    if (classes.contains(DataClass.UNKNOWN)) {
      section.problem("speaks of UNKNOWN data: that is always quarantined");
    }
    return classes;
  }

  private static List<RecordKind> kinds(PolicySection section) {
    List<RecordKind> kinds = section.words("records", RecordKind.class);
    if (kinds.isEmpty()) {
      section.problem("names no records: use some of " + Arrays.toString(RecordKind.values()));
    }
    return kinds;
  }

  private static List<String> jurisdictions(PolicySection section, String key) {
    List<String> jurisdictions = section.texts(key);
    for (String code : jurisdictions) {
      if (code.equals(Classification.UNKNOWN_JURISDICTION)) {
        section.problem("speaks of subjects of UNKNOWN home: those are always quarantined");
      } else if (!JURISDICTION.matcher(code).matches()) {
        section.problem(key, "names what is no jurisdiction: use codes such as EU or US-CA");
      }
    }
    return List.copyOf(jurisdictions);
  }

  /** {@code all} are all others here. */
  private Set<String> restricted(PolicySection section, Set<String> permitted) {
    if (!section.has("restricted")) {
      return Set.of();
    }
    List<String> listed = section.textOrTexts("restricted");
    Set<String> restricted = new HashSet<>(patterns.resolve(section, "restricted", listed));
    if (listed.equals(List.of(RegionPatterns.ALL))) {
      restricted.removeAll(permitted);
    }
    for (String both : new TreeSet<>(restricted)) {
      if (permitted.contains(both)) {
        section.problem("permits and restricts " + both + ": decide");
      }
    }
    return Set.copyOf(restricted);
  }

  private static boolean leaving(PolicySection section) {
    String word = section.text("leaving");
    if (!word.equals("whole") && !word.equals("minimised")) {
      section.problem("leaving", "is neither: use whole or minimised");
    }
    return !word.equals("whole");
  }

  private Transfer transfer(PolicySection entry, Set<String> restricted) {
    String word = entry.text("mechanism");
    Transfer.Mechanism mechanism = Transfer.Mechanism.SCC;
    if (word.equals("adequacy")) {
      mechanism = Transfer.Mechanism.ADEQUACY;
    } else if (!word.equals("scc")) {
      entry.problem("mechanism", "is neither: use adequacy or scc");
    }
    Set<String> to = patterns.resolve(entry, "to", entry.textOrTexts("to"));
    for (String region : new TreeSet<>(to)) {
      if (!restricted.contains(region)) {
        entry.problem("is about " + region + ", which the regime does not restrict");
      }
    }
    Transfer transfer = new Transfer(mechanism, to, classes(entry), entry.text("clause"));
    entry.refuseOthers();
    return transfer;
  }

  private Regime.Exemption exemption(PolicySection entry) {
    Regime.Exemption exemption =
        new Regime.Exemption(
            kinds(entry),
            entry.words("destinations", DestinationKind.class),
            classes(entry),
            entry.text("profile"),
            entry.text("clause"));
    if (exemption.destinations().isEmpty()) {
      entry.problem(
          "names no destinations: use some of " + Arrays.toString(DestinationKind.values()));
    }
    if (!profiles.contains(exemption.profile())) {
      entry.problem("profile", "is none of the file's profiles: use one of them");
    }
    entry.refuseOthers();
    return exemption;
  }

  private static RetentionRule retention(PolicySection entry, String regime, int precedence) {
    String category = entry.text("category");
    boolean audit = category.equals(RetentionRule.AUDIT);
    if (audit && entry.has("records")) {
      entry.problem("names records: the category audit is about the audit trail itself");
    }
    RetentionRule rule =
        new RetentionRule(
            regime,
            precedence,
            category,
            audit && !entry.has("records") ? List.of() : kinds(entry),
            classes(entry),
            entry.number("keep_at_least", false),
            entry.number("delete_at_latest", false));
    if (rule.keepAtLeast() == 0 && rule.deleteAtLatest() == 0) {
      entry.problem("says nothing: give keep_at_least or delete_at_latest, in months");
    }
    if (rule.deleteAtLatest() > 0 && rule.keepAtLeast() > rule.deleteAtLatest()) {
      entry.problem("keeps for longer than until it deletes: let keep_at_least be the smaller");
    }
    entry.refuseOthers();
    return rule;
  }
}
