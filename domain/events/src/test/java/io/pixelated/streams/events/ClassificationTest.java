package io.pixelated.streams.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static final Classification OPERATIONAL =
      new Classification(List.of(DataClass.OPERATIONAL), List.of());

  @Test
  void holdsClassesAndJurisdictionsSortedAndOnce() {
    assertThat(
            new Classification(
                List.of(DataClass.HEALTH, DataClass.OPERATIONAL, DataClass.HEALTH),
                List.of("US", "EU", "US")))
        .isEqualTo(
            new Classification(
                List.of(DataClass.OPERATIONAL, DataClass.HEALTH), List.of("EU", "US")));
  }

  @Test
  void togetherIsTheUnionAndKeepsTheUnknown() {
    Classification together = OPERATIONAL.with(Classification.UNKNOWN);

    assertThat(together.dataClasses()).containsExactly(DataClass.OPERATIONAL, DataClass.UNKNOWN);
    assertThat(together.jurisdictions()).containsExactly(Classification.UNKNOWN_JURISDICTION);
  }

  @Test
  void refusesToSayNothing() {
    assertThatThrownBy(() -> new Classification(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use UNKNOWN");
  }
}
