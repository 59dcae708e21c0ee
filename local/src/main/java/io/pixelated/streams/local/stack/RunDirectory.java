package io.pixelated.streams.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds everything one run writes, and that goes with it.
 *
 * <p>A run holds a lock in it, which the operating system gives back however the run ends. A
 * directory whose lock is free is a leftover: the next run stops the database that may still serve
 * from it, and removes it.
 */
final class RunDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
  private static final String PREFIX = "run-";
  private static final String DATABASE = "postgres";

  private final Path path;
  private final FileChannel lockFile;

  private RunDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Removes what killed runs left under {@code base}, then makes a directory for this one. */
  static RunDirectory create(Path base) throws IOException {
    Files.createDirectories(base);
    removeLeftovers(base);
    Path path = Files.createTempDirectory(base, PREFIX);
    FileChannel lockFile = openLock(path);
    if (tryLock(lockFile) == null) {
      throw new IOException("the new directory " + path + " is locked by another process");
    }
    return new RunDirectory(path, lockFile);
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path database() {
    return path.resolve(DATABASE);
  }

  Path flink() {
    return path.resolve("flink");
  }

  private static void removeLeftovers(Path base) throws IOException {
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path run : runs) {
        try (FileChannel lockFile = openLock(run)) {
          if (tryLock(lockFile) != null) {
            stopDatabaseOf(run);
            delete(run);
          }
        } catch (NoSuchFileException e) {
          LOG.debug("another run removed {} first", run);
        }
      }
    }
  }

  private static FileChannel openLock(Path run) throws IOException {
    return FileChannel.open(
        run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another run of this very process holds it
    }
  }

  private static void stopDatabaseOf(Path run) {
    Path pidFile = run.resolve(DATABASE).resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(pidFile);
      ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          // The id may have been given to another process since.
          .filter(p -> p.info().command().map(c -> c.endsWith("postgres")).orElse(false))
          .ifPresent(RunDirectory::stop);
    } catch (IOException | RuntimeException e) {
      LOG.debug("no database to stop in {}", run);
    }
  }

  private static void stop(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }

  private static void delete(Path run) {
    try (Stream<Path> all = Files.walk(run)) {
      all.sorted(Comparator.reverseOrder()).forEach(RunDirectory::deleteOne);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("cannot remove {}: {}", run, e.getMessage());
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("cannot remove {}", file, e);
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
    lockFile.close();
  }
}
