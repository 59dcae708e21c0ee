package io.pixelated.streams.bench.correlation.attacker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes of the machine's memory. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** Resident bytes now. */
  static long resident() throws IOException {
    return of("VmRSS:");
  }

  /** The most that was resident so far, in bytes. */
  static long mostResident() throws IOException {
    return of("VmHWM:");
  }

  /** Bytes of heap in use, collected or not. */
  static long heap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long of(String name) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException(STATUS + " has no " + name + " this needs Linux");
  }
}
