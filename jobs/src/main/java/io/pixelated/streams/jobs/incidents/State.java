package io.pixelated.streams.jobs.incidents;

import java.util.concurrent.Callable;
import org.apache.flink.util.FlinkRuntimeException;

/** Access to Flink state from interfaces that know no Flink: what fails there fails the task. */
final class State {
  private State() {}

  /** What may go wrong in a call of a state. */
  interface Access {
    void run() throws Exception;
  }

  static void access(Access access) {
    read(
        () -> {
          access.run();
          return null;
        });
  }

  static <T> T read(Callable<T> access) {
    try {
      return access.call();
    } catch (Exception e) {
      throw new FlinkRuntimeException("state of incidents cannot be reached", e);
    }
  }
}
