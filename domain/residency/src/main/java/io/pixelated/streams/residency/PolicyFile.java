package io.pixelated.streams.residency;

import io.pixelated.streams.residency.minimise.FieldAction;
import io.pixelated.streams.residency.minimise.FieldMachine;
import io.pixelated.streams.residency.minimise.FieldPath;
import io.pixelated.streams.residency.minimise.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@link Policies} from YAML; {@code policies.yaml} says what the file means. */
final class PolicyFile {
  private final Regions regions;

  PolicyFile(Regions regions) {
    this.regions = regions;
  }

  Policies read(String yaml) {
    PolicyText text = PolicyText.of("policies", yaml);
    PolicySection root = text.root();
    String version = root.text("version");
    Set<String> purposes = new HashSet<>(root.texts("purposes"));
    if (purposes.isEmpty()) {
      root.problem("has no purposes: name what records are sent for");
    }
    Map<String, Profile> profiles = new HashMap<>();
    root.section("profiles")
        .sectionsByName()
        .forEach((name, section) -> profiles.put(name, profile(name, section)));
    RegimeReader reader = new RegimeReader(regions, profiles.keySet());
    List<Regime> regimes = regimes(root, reader);
    List<LegalHold> holds = new ArrayList<>();
    root.sectionsIfAny("holds").forEach(section -> holds.add(reader.hold(section)));
    root.refuseOthers();
    text.throwIfBroken();
    return new Policies(version, regimes, profiles, purposes, holds, regions);
  }

  private static List<Regime> regimes(PolicySection root, RegimeReader reader) {
    List<Regime> regimes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<Integer> precedences = new HashSet<>();
    for (PolicySection section : root.sections("regimes")) {
      Regime regime = reader.read(section);
      if (!ids.add(regime.id())) {
        section.problem("has the id of another regime: give its own");
      }
      if (regime.precedence() > 0 && !precedences.add(regime.precedence())) {
        section.problem("has the precedence of another regime: give its own");
      }
      regimes.add(regime);
    }
    if (regimes.isEmpty()) {
      root.problem("has no regimes: without any, every record is quarantined");
    }
    return regimes;
  }

  private static Profile profile(String name, PolicySection section) {
    Map<FieldAction, List<FieldPath>> fields = new EnumMap<>(FieldAction.class);
    for (FieldAction action : FieldAction.values()) {
      List<FieldPath> paths = new ArrayList<>();
      String key = action.name().toLowerCase(Locale.ROOT);
      for (String path : section.textsIfAny(key)) {
        try {
          paths.add(FieldPath.parse(path));
        } catch (IllegalArgumentException e) {
          section.problem(key, e.getMessage());
        }
      }
      fields.put(action, List.copyOf(paths));
    }
    section.refuseOthers();
    Profile profile = new Profile(name, fields);
    try {
      FieldMachine.of(List.of(profile));
    } catch (IllegalArgumentException e) {
      section.problem("is too intricate: " + e.getMessage());
    }
    return profile;
  }
}
