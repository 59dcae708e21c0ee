package io.pixelated.streams.residency;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Regions as policies list them: {@code all}, names, aliases, or names with stars in them. */
final class RegionPatterns {
  static final String ALL = "all";

  /** Every star more multiplies the ways to match. */
  private static final Pattern GLOB = Pattern.compile("[a-z0-9-]*(?:\\*[a-z0-9-]*){0,3}");

  private final Regions regions;

  RegionPatterns(Regions regions) {
    this.regions = regions;
  }

  /**
   * The regions that some patterns mean.
   *
   * @param section where they are written, for problems
   */
  Set<String> resolve(PolicySection section, String key, List<String> patterns) {
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < patterns.size(); i++) {
      Set<String> meant = meant(patterns.get(i));
      if (meant.isEmpty() || !found.addAll(meant)) {
        section.problem(
            key,
            "adds no region with its entry %d: use names of %s"
                .formatted(i + 1, regions.all().stream().map(Region::id).toList()));
      }
    }
    return Set.copyOf(found);
  }

  private Set<String> meant(String pattern) {
    Set<String> meant = new TreeSet<>();
    Optional<Region> named = regions.find(pattern);
    if (named.isPresent()) {
      meant.add(named.get().id());
    } else if (pattern.equals(ALL) || GLOB.matcher(pattern).matches()) {
      String regex = pattern.equals(ALL) ? ".*" : pattern.replace("*", ".*");
      regions.all().stream().map(Region::id).filter(id -> id.matches(regex)).forEach(meant::add);
    }
    return meant;
  }
}
