package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static final long TIME = Instant.parse("2020-01-31T00:00:00Z").toEpochMilli();
  private static final long LATER = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final long END = Instant.parse("2027-01-31T00:00:00Z").toEpochMilli();

  @Test
  void keepsHealthRecordsForEightyFourMonthsAndNamesTheClause() {
    Keeping keeping = of(DataClass.HEALTH, "US", LATER).orElseThrow();

    assertThat(keeping.clause())
        .isEqualTo("hipaa, 45 CFR 164.308: category phi is kept at least 84 months");
    assertThat(keeping.until(TIME)).isEqualTo(END);
    assertThat(of(DataClass.HEALTH, "US", END)).isEmpty();
  }

  @Test
  void keepsNothingThatNoRegimeOrdersToBeKept() {
    assertThat(of(DataClass.PERSONAL, "EU", LATER)).isEmpty();
    assertThat(of(DataClass.HEALTH, "EU", LATER)).isEmpty();
    assertThat(of(DataClass.OPERATIONAL, "US", LATER)).isEmpty();
  }

  @Test
  void keepsWhatALegalHoldCoversUntilItEnds() {
    String held =
        PolicyText.resource("policies.yaml")
            .replace(
                "holds: []",
                "holds: [{id: case-9, records: [detections], classes: [PERSONAL], jurisdictions: [EU], clause: order 9}]");
    Optional<Keeping> keeping =
        Keeping.of(
            Policies.parse(held, Regions.shipped()),
            RecordKind.DETECTIONS,
            Classification.of(List.of(DataClass.PERSONAL), List.of("EU")),
            "eu-central-1",
            TIME,
            LATER);

    assertThat(keeping).contains(new Keeping("legal hold case-9", 0));
    assertThat(keeping.orElseThrow().until(TIME)).isEqualTo(Long.MAX_VALUE);
  }

  private static Optional<Keeping> of(DataClass dataClass, String home, long now) {
    return Keeping.of(
        Policies.shipped(),
        RecordKind.DETECTIONS,
        Classification.of(List.of(dataClass), List.of(home)),
        "us-east-1",
        TIME,
        now);
  }
}
