package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.Verdict;
import java.time.Duration;

/** Alert conditions of the residency stage; none holds a record's content. */
final class ResidencyAlerts {
  private static final String OWNER = "privacy office";
  private static final Duration PATIENCE = Duration.ofHours(4);

  private ResidencyAlerts() {}

  /** There is no region that all regimes of a record permit: once per such regimes. */
  static OpsAlert nowhere(String region, Request request, Verdict.Basis basis) {
    String regimes = String.join(",", basis.regimes());
    return alert(
        region,
        "residency-no-region",
        request.time(),
        basis.reason() + "; such records are quarantined: change the policies or what is collected",
        regimes,
        basis.policyVersion());
  }

  /** Policies or an approval were not taken. */
  static OpsAlert rejected(String region, String stage, RulingChange change, String problem) {
    return alert(
        region,
        "residency-" + stage + "-rejected",
        change.record().origin().timestamp(),
        problem + "; what was there before stays",
        change.record().origin().position());
  }

  private static OpsAlert alert(
      String region, String condition, long time, String reason, String... distinct) {
    return new OpsAlert(
        Ids.of("ops-alert", region, condition, String.join("|", distinct)),
        region,
        condition,
        OpsAlert.Severity.HIGH,
        OWNER,
        time,
        time + PATIENCE.toMillis(),
        reason);
  }
}
