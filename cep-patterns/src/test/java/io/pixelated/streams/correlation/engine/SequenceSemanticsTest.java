package io.pixelated.streams.correlation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.correlation.MatchedEvent;
import io.pixelated.streams.correlation.Sequence;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceSemanticsTest {
  private static final Sequence UNAPPROVED = Given.sequence(30, "grant", "!approve", "export");
  private static final Sequence NEVER_APPROVED = Given.sequence(30, "grant", "!approve");

  @Test
  void alertsWhenTheStepsAreTakenInOrder() {
    List<Alert> alerts = played(UNAPPROVED, 100, "grant@1", "export@5");

    assertThat(Given.times(alerts)).containsExactly(5L);
    assertThat(alerts.get(0).eventIds()).containsExactly("grant@1", "export@5");
    assertThat(alerts.get(0).from()).isEqualTo(1_000);
    assertThat(alerts.get(0).count()).isEqualTo(BigDecimal.valueOf(2));
  }

  @Test
  void doesNotAlertWhenTheStepsComeInAnotherOrder() {
    assertThat(played(UNAPPROVED, 100, "export@1", "grant@5")).isEmpty();
  }

  @Test
  void doesNotAlertWhenTheNegatedStepLiesBetween() {
    assertThat(played(UNAPPROVED, 100, "grant@1", "approve@3", "export@5")).isEmpty();
  }

  @Test
  void alertsOnAnotherBeginningAfterTheNegatedStep() {
    assertThat(Given.times(played(UNAPPROVED, 100, "grant@1", "approve@3", "grant@4", "export@5")))
        .containsExactly(5L);
  }

  @Test
  void tellsWhichOfTwoMiddleStepsWasDisproved() {
    Sequence rule = Given.sequence(30, "login", "grant", "!approve", "export");

    assertThat(
            Given.times(
                played(rule, 100, "login@1", "grant@2", "approve@3", "grant@4", "export@5")))
        .containsExactly(5L);
  }

  @Test
  void alertsWhenTheLastNegatedStepDoesNotComeInTime() {
    assertThat(Given.times(played(NEVER_APPROVED, 100, "grant@1"))).containsExactly(31L);
    assertThat(played(NEVER_APPROVED, 100, "grant@1", "approve@30")).isEmpty();
    assertThat(Given.times(played(NEVER_APPROVED, 100, "grant@1", "approve@31")))
        .containsExactly(31L);
  }

  @Test
  void doesNotConcludeFromSilenceThatHasNotPassed() {
    assertThat(played(NEVER_APPROVED, 30, "grant@1")).isEmpty();

    Correlator correlator = Given.correlator(NEVER_APPROVED);
    correlator.add(Given.match(NEVER_APPROVED, Given.event("g", 1, "grant")));
    assertThat(correlator.advance(Long.MAX_VALUE)).isEmpty();
    assertThat(correlator.groups()).isZero();
  }

  @Test
  void mustBeCompleteWithinItsTime() {
    assertThat(played(UNAPPROVED, 100, "grant@1", "export@31")).isEmpty();
    assertThat(Given.times(played(UNAPPROVED, 100, "grant@1", "export@30"))).containsExactly(30L);
  }

  @Test
  void needsAsManyEventsAsTheStepSays() {
    Sequence rule = Given.sequence(30, "grant", "export*3");

    assertThat(played(rule, 100, "grant@1", "export@2", "export@3")).isEmpty();
    assertThat(Given.times(played(rule, 100, "grant@1", "export@2", "export@3", "export@4")))
        .containsExactly(4L);
  }

  @Test
  void ordersEventsOfOneTimeByTheirSteps() {
    assertThat(Given.times(played(UNAPPROVED, 100, "export@1", "grant@1"))).containsExactly(1L);
    assertThat(played(UNAPPROVED, 100, "export@1", "approve@1", "grant@1")).isEmpty();
  }

  @Test
  void isQuietForOneTimespanAfterAnAlert() {
    assertThat(
            Given.times(
                played(
                    UNAPPROVED,
                    100,
                    "grant@1",
                    "export@2",
                    "grant@3",
                    "export@4",
                    "grant@40",
                    "export@41")))
        .containsExactly(2L, 41L);
  }

  private static List<Alert> played(Sequence rule, long until, String... events) {
    Correlator correlator = Given.correlator(rule);
    List<Alert> alerts = new ArrayList<>();
    for (String event : events) {
      String[] parts = event.split("@", -1);
      MatchedEvent matched = Given.event(event, Long.parseLong(parts[1]), parts[0]);
      alerts.addAll(correlator.add(Given.match(rule, matched)));
    }
    alerts.addAll(correlator.advance(until * 1000));
    return Given.in(AlertState.FINAL, alerts);
  }
}
