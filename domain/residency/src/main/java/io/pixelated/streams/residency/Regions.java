package io.pixelated.streams.residency;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All regions that there are, by name and alias. */
public final class Regions {
  private final Map<String, Region> byName;
  private final List<Region> all;

  private Regions(Map<String, Region> byName, List<Region> all) {
    this.byName = byName;
    this.all = all;
  }

  /** The regions that are shipped with the product. */
  public static Regions shipped() {
    return parse(PolicyText.resource("regions.yaml"));
  }

  /**
   * The regions in a YAML text.
   *
   * @throws PolicyException if it is not valid; the message lists every problem
   */
  public static Regions parse(String yaml) {
    PolicyText text = PolicyText.of("regions", yaml);
    Map<String, Region> byName = new HashMap<>();
    Map<String, Region> byId = new TreeMap<>();
    text.root()
        .section("regions")
        .sectionsByName()
        .forEach(
            (id, section) -> {
              Region region =
                  new Region(
                      id,
                      section.text("name"),
                      section.text("jurisdiction"),
                      section.flag("operated"),
                      new HashSet<>(section.textsIfAny("safeguards")),
                      section.texts("aliases"),
                      section.section("endpoints").textByName());
              section.refuseOthers();
              byId.put(id, region);
              put(byName, id, region, section);
              region.aliases().forEach(alias -> put(byName, alias, region, section));
            });
    text.root().refuseOthers();
    text.throwIfBroken();
    return new Regions(Map.copyOf(byName), List.copyOf(byId.values()));
  }

  private static void put(
      Map<String, Region> byName, String name, Region region, PolicySection section) {
    Region other = byName.putIfAbsent(name, region);
    if (other != null) {
      section.problem("has a name or alias of " + other.id() + ": a name means one region");
    }
  }

  /** All regions, by name. */
  public List<Region> all() {
    return all;
  }

  /** The region with a name or an alias. */
  public Optional<Region> find(String nameOrAlias) {
    return Optional.ofNullable(byName.get(nameOrAlias));
  }
}
