package io.pixelated.streams.residency;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A place where records can be.
 *
 * @param id its name, such as {@code eu-central-1}
 * @param name its name for a person
 * @param jurisdiction whose law holds there
 * @param operated whether the platform runs there
 * @param safeguards what is true of all its stores, such as {@code fips-140-2}
 * @param aliases what clouds call a region at the same place
 * @param endpoints addresses of its services, by service
 */
public record Region(
    String id,
    String name,
    String jurisdiction,
    boolean operated,
    Set<String> safeguards,
    List<String> aliases,
    Map<String, String> endpoints) {
  public Region {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(jurisdiction, "jurisdiction");
    safeguards = Set.copyOf(safeguards);
    aliases = List.copyOf(aliases);
    endpoints = Map.copyOf(endpoints);
  }
}
