package io.pixelated.streams.local.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pixelated.streams.connectors.database.AuditArchive;
import io.pixelated.streams.jobs.regional.auditarchive.AuditArchiveJob;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What stands on {@code compliance.audit} is copied to the database, where it verifies as well. */
@ExtendWith(SharedStack.class)
@Timeout(300)
class AuditArchiveITCase {
  private static final String REGION = "eu-central-1";
  private static final int PARTITIONS = 2;

  @TempDir private Path savepoints;

  @Test
  void archivesTheChainsOfTheTopic(LocalStack stack) throws Exception {
    RecordedInput input = RecordedInput.of(REGION, PARTITIONS);
    try (TestRegion region = TestRegion.create(stack, REGION, PARTITIONS)) {
      region.push(RecordedInput.rules());
      region.send(input.first());
      region.send(input.second());
      region.start(new Configuration());
      region.awaitCovered();
      region.awaitVisible();
      region.stop(savepoints);
      AuditTrail trail = AuditTrail.of(region);
      assertThat(trail.verdicts()).isNotEmpty();

      region.start(new Configuration(), AuditArchiveJob::define);

      await("the archive holds what the topic holds")
          .atMost(TestRegion.PATIENCE)
          .until(() -> archived(stack).entries() == trail.report().entries());
      AuditReport archive = archived(stack);
      assertThat(archive.findings()).isEmpty();
      assertThat(archive.chains()).isEqualTo(trail.report().chains());
    }
  }

  private static AuditReport archived(LocalStack stack) throws IOException {
    AuditVerifier verifier = AuditTrail.verifier(REGION);
    AuditArchive.read(stack.database(), REGION, verifier, entries -> {});
    return verifier.finish();
  }
}
