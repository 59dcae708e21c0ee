package io.pixelated.streams.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path base;

  @Test
  void removesWhatAKilledRunLeft() throws IOException {
    Path left = Files.createDirectories(base.resolve("run-123/kafka/topic-0"));
    Files.writeString(left.resolve("segment.log"), "x");

    try (RunDirectory run = RunDirectory.create(base)) {
      assertThat(base.resolve("run-123")).doesNotExist();
      assertThat(run.kafka().getParent()).exists();
    }
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void leavesTheDirectoryOfARunThatIsStillUpAlone() throws IOException {
    try (RunDirectory first = RunDirectory.create(base);
        RunDirectory second = RunDirectory.create(base)) {
      assertThat(first.kafka().getParent()).exists();
      assertThat(second.kafka()).isNotEqualTo(first.kafka());
    }
  }

  @Test
  void stopsTheDatabaseThatStillServesFromALeftover() throws Exception {
    Process orphan = program("postgres");
    leavePidFile(orphan.pid());

    RunDirectory.create(base).close();

    assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sparesAProcessThatWasGivenTheIdOfADatabaseLongGone() throws Exception {
    Process other = program("innocent");
    leavePidFile(other.pid());
    try {
      RunDirectory.create(base).close();

      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void toleratesAPidFileThatMakesNoSense() throws IOException {
    Path data = Files.createDirectories(base.resolve("run-9/postgres"));
    Files.writeString(data.resolve("postmaster.pid"), "?\n");

    RunDirectory.create(base).close();

    assertThat(base).isEmptyDirectory();
  }

  private void leavePidFile(long pid) throws IOException {
    Path data = Files.createDirectories(base.resolve("run-9/postgres"));
    Files.writeString(data.resolve("postmaster.pid"), pid + "\n/some/where\n");
  }

  /** A process of that name that waits. */
  private Process program(String name) throws IOException {
    Path sleep = Path.of("/bin/sleep");
    assumeTrue(Files.isExecutable(sleep), "needs a POSIX system");
    Path copy = Files.createDirectories(base.resolve("bin")).resolve(name);
    Files.copy(sleep.toRealPath(), copy);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProcessBuilder(copy.toString(), "60").start();
  }
}
