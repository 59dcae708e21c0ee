package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A law or house rule about where records may be.
 *
 * @param jurisdictions whose subjects it protects; empty: any record with one of the classes
 * @param permitted ids of the regions where a record may be whole
 * @param minimisesWhatLeaves whether a record that leaves its region is minimised all the same
 * @param exemptions what may be done where a record may not be whole, the first that fits
 */
record Regime(
    String id,
    String clause,
    List<DataClass> classes,
    List<String> jurisdictions,
    Set<String> permitted,
    boolean minimisesWhatLeaves,
    List<Exemption> exemptions) {
  /** A case in which a record may go somewhere with less in it. */
  record Exemption(
      List<RecordKind> records,
      List<DestinationKind> destinations,
      List<DataClass> classes,
      String profile,
      String clause) {}

  boolean speaksOf(DataClass dataClass, String jurisdiction) {
    return classes.contains(dataClass)
        && (jurisdictions.isEmpty()
            || jurisdictions.stream().anyMatch(j -> covers(j, jurisdiction)));
  }

  /** The exemption for a record that holds the given classes. */
  Optional<Exemption> exemption(
      RecordKind kind, DestinationKind destination, List<DataClass> held) {
    List<DataClass> mine = held.stream().filter(classes::contains).toList();
    return exemptions.stream()
        .filter(e -> e.records().contains(kind))
        .filter(e -> e.destinations().contains(destination))
        .filter(e -> e.classes().containsAll(mine))
        .findFirst();
  }

  /** {@code US} covers {@code US} and {@code US-CA}. */
  private static boolean covers(String mine, String jurisdiction) {
    return jurisdiction.equals(mine) || jurisdiction.startsWith(mine + '-');
  }
}
