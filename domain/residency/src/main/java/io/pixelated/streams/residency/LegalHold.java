package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.Collections;
import java.util.List;

/**
 * An order to delete nothing of some kind while a matter is open.
 *
 * @param jurisdictions of the subjects; empty: of whomever
 */
record LegalHold(
    String id, List<RecordKind> records, List<DataClass> classes, List<String> jurisdictions) {
  boolean covers(RecordKind kind, Classification classification) {
    return records.contains(kind)
        && !Collections.disjoint(classes, classification.dataClasses())
        && (jurisdictions.isEmpty()
            || classification.jurisdictions().stream()
                .anyMatch(home -> jurisdictions.stream().anyMatch(j -> Regime.covers(j, home))));
  }
}
