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

  /** What is told of the record with which a topic begins anew. */
  static final String ANEW =
      "its offset is behind one that was read before, so the topic was created anew: it was taken;"
          + " withdraw what held before and is not to hold any more";

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

  /** A topic has been created anew: what it held before and has not come again still holds. */
  static OpsAlert anew(String region, String stage, RulingChange change) {
    return alert(
        region,
        "residency-" + stage + "-anew",
        change.record().origin().timestamp(),
        ANEW,
        change.record().origin().position(),
        Long.toString(change.number()));
  }

  /** What decided at a checkpoint cannot be read by this version of the product. */
  static OpsAlert unreadable(String region, String problem, RulingSnapshot newest) {
    return alert(
        region,
        "residency-ruling-unreadable",
        Math.max(0, newest.from()),
        problem,
        Long.toString(newest.number()));
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
