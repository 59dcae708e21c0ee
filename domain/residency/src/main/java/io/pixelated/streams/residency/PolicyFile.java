package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@link Policies} from YAML; {@code policies.yaml} says what the file means. */
final class PolicyFile {
  private final Regions regions;

  PolicyFile(Regions regions) {
    this.regions = regions;
  }

  Policies read(String yaml) {
    PolicyText text = PolicyText.of("policies", yaml);
    PolicyText.Section root = text.root();
    String version = root.text("version");
    Map<String, Profile> profiles = new HashMap<>();
    PolicyText.Section named = root.section("profiles");
    named.names().forEach(name -> profiles.put(name, profile(name, named.section(name))));
    List<Regime> regimes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PolicyText.Section section : root.sections("regimes")) {
      Regime regime = regime(section, profiles.keySet());
      if (!ids.add(regime.id())) {
        section.problem("has the id '" + regime.id() + "' of another regime: give its own");
      }
      regimes.add(regime);
    }
    if (regimes.isEmpty()) {
      root.problem("has no regimes: without any, every record is quarantined");
    }
    root.refuseOthers();
    text.throwIfBroken();
    return new Policies(version, regimes, profiles, regions);
  }

  private Regime regime(PolicyText.Section section, Set<String> profiles) {
    String id = section.text("id");
    section.text("title");
    String clause = section.text("clause");
    List<DataClass> classes = section.words("classes", DataClass.class);
    if (classes.isEmpty()) {
      section.problem("names no classes: say what data it is about");
    }
    if (classes.contains(DataClass.UNKNOWN)) {
      section.problem("speaks of UNKNOWN data: that is always quarantined");
    }
    List<String> jurisdictions = section.texts("jurisdictions");
    if (jurisdictions.isEmpty() && !classes.equals(List.of(DataClass.OPERATIONAL))) {
      section.problem("names no jurisdictions: only operational data has no subject");
    }
    Set<String> permitted = permitted(section);
    boolean minimises = leaving(section);
    List<Regime.Exemption> exemptions = new ArrayList<>();
    for (PolicyText.Section entry : section.sections("minimise")) {
      Regime.Exemption exemption =
          new Regime.Exemption(
              entry.words("records", RecordKind.class),
              entry.words("destinations", DestinationKind.class),
              entry.words("classes", DataClass.class),
              entry.text("profile"),
              entry.text("clause"));
      if (!profiles.contains(exemption.profile())) {
        entry.problem(
            "names the profile '" + exemption.profile() + "': use " + new TreeSet<>(profiles));
      }
      entry.refuseOthers();
      exemptions.add(exemption);
    }
    section.refuseOthers();
    return new Regime(
        id, clause, classes, List.copyOf(jurisdictions), permitted, minimises, exemptions);
  }

  private Set<String> permitted(PolicyText.Section section) {
    Set<String> found = new TreeSet<>();
    for (String pattern : section.textOrTexts("permitted")) {
      String glob = pattern.equals("all") ? "*" : pattern;
      Pattern regex = Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
      int before = found.size();
      for (Region region : regions.all()) {
        if (regex.matcher(region.id()).matches()) {
          found.add(region.id());
        }
      }
      if (found.size() == before) {
        section.problem(
            "permits '"
                + pattern
                + "', which adds no region: use names of "
                + regions.all().stream().map(Region::id).toList());
      }
    }
    return Set.copyOf(found);
  }

  private static boolean leaving(PolicyText.Section section) {
    String word = section.text("leaving");
    if (!word.equals("whole") && !word.equals("minimised")) {
      section.problem("says leaving: " + word + ": use whole or minimised");
    }
    return !word.equals("whole");
  }

  private static Profile profile(String name, PolicyText.Section section) {
    Map<FieldAction, List<FieldPath>> fields = new EnumMap<>(FieldAction.class);
    for (FieldAction action : FieldAction.values()) {
      String key = action.name().toLowerCase(Locale.ROOT);
      List<FieldPath> paths = new ArrayList<>();
      for (String path : section.has(key) ? section.texts(key) : List.<String>of()) {
        try {
          paths.add(FieldPath.parse(path));
        } catch (IllegalArgumentException e) {
          section.problem(e.getMessage());
        }
      }
      fields.put(action, List.copyOf(paths));
    }
    section.refuseOthers();
    return new Profile(name, Map.copyOf(fields));
  }
}
