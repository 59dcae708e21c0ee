package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A law or house rule about where records may be.
 *
 * @param precedence where regimes contradict each other on retention, the lower number prevails
 * @param jurisdictions whose subjects it protects; empty: any record with one of the classes
 * @param permitted ids of the regions where a record may be whole
 * @param restricted ids of the regions where it may be whole on the conditions of a transfer only
 * @param minimisesWhatLeaves whether a record that leaves its region is minimised all the same
 * @param transfers conditions on which restricted regions are permitted
 * @param exemptions what may be done where a record may not be whole, the first that fits
 */
record Regime(
    String id,
    String clause,
    int precedence,
    List<DataClass> classes,
    List<String> jurisdictions,
    Set<String> permitted,
    Set<String> restricted,
    boolean minimisesWhatLeaves,
    List<Transfer> transfers,
    List<Exemption> exemptions,
    Set<Duty> duties,
    List<RetentionRule> retention) {
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

  /** The classes of a record that this is about. */
  List<DataClass> mine(List<DataClass> held) {
    return held.stream().filter(classes::contains).toList();
  }

  /** The exemption for a record that holds the given classes. */
  Optional<Exemption> exemption(
      RecordKind kind, DestinationKind destination, List<DataClass> held) {
    return exemptions.stream()
        .filter(e -> e.records().contains(kind))
        .filter(e -> e.destinations().contains(destination))
        .filter(e -> e.classes().containsAll(mine(held)))
        .findFirst();
  }

  /** The condition of that kind for a record that holds the given classes. */
  Optional<Transfer> transfer(
      Transfer.Mechanism mechanism, String destination, List<DataClass> held) {
    return transfers.stream()
        .filter(t -> t.mechanism() == mechanism)
        .filter(t -> t.regions().contains(destination))
        .filter(t -> t.classes().containsAll(mine(held)))
        .findFirst();
  }

  /** {@code US} covers {@code US} and {@code US-CA}. */
  static boolean covers(String mine, String jurisdiction) {
    return jurisdiction.equals(mine) || jurisdiction.startsWith(mine + '-');
  }
}
