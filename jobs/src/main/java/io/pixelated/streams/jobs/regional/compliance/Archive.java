package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.database.StoredRecord;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.privacy.erasure.Certificate.Kept;
import io.pixelated.streams.residency.Keeping;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stored records that may not be deleted yet, by clause. */
final class Archive {
  private final Policies policies;
  private final String region;
  private final long now;
  private final Map<String, Tally> tallies = new TreeMap<>();

  private record Tally(String place, String clause, long records, long until) {}

  Archive(Policies policies, String region, long now) {
    this.policies = policies;
    this.region = region;
    this.now = now;
  }

  /** Whether a record has to be kept; if so, it is counted. */
  boolean keeps(StoredRecord record) {
    Optional<Keeping> keeping = keeping(record);
    keeping.ifPresent(
        why ->
            tallies.merge(
                record.table() + ' ' + why.clause(),
                new Tally(
                    "table " + record.table(), why.clause(), 1, why.until(record.eventTime())),
                (a, b) ->
                    new Tally(
                        a.place(),
                        a.clause(),
                        a.records() + b.records(),
                        Math.max(a.until(), b.until()))));
    return keeping.isPresent();
  }

  /** Begins to count anew. */
  void reset() {
    tallies.clear();
  }

  List<Kept> kept() {
    List<Kept> kept = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      String until =
          tally.until() == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(tally.until()).toString();
      kept.add(new Kept(tally.place(), tally.records(), tally.clause(), until));
    }
    return kept;
  }

  private Optional<Keeping> keeping(StoredRecord record) {
    Optional<RecordKind> kind =
        Arrays.stream(RecordKind.values())
            .filter(known -> known.table().equals(record.table()))
            .findFirst();
    if (kind.isEmpty()) {
      return Optional.empty(); // indicators and health scores: no regime has them kept
    }
    return Keeping.of(
        policies, kind.get(), classification(record), region, record.eventTime(), now);
  }

  private static Classification classification(StoredRecord record) {
    try {
      return Classification.of(
          record.dataClasses().stream().map(DataClass::valueOf).toList(), record.jurisdictions());
    } catch (IllegalArgumentException e) {
      return Classification.UNKNOWN; // a class that this version does not know
    }
  }
}
