package io.pixelated.streams.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds ports that nothing listens on. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
  private static final int MOST_TRIES = 3;
  private static final int HIGHEST = 65_535;

  private Ports() {}

  /** The wanted port if it is free, else the next that is. */
  static int freeFrom(int wanted) {
    for (int port = wanted; port <= HIGHEST; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from " + wanted + " on is free");
  }

  /**
   * Starts something on the wanted port, or the next that is free. A port that was free may be
   * taken by the time it is used, so that a failure is met with another port, a few times.
   */
  static <T> T tryFrom(int wanted, Starter<T> starter) throws IOException {
    int port = freeFrom(wanted);
    for (int tries = 1; ; tries++) {
      try {
        return starter.start(port);
      } catch (IOException | RuntimeException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
        LOG.info("port {} did not work out, trying another", port, e);
        port = freeFrom(port + 1);
      }
    }
  }

  /** Starts something that listens on a port. */
  @FunctionalInterface
  interface Starter<T> {
    T start(int port) throws IOException;
  }

  /** Any free port, for what no user needs to know. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free", e);
    }
  }

  private static boolean isFree(int port) {
    // Both: one may be taken while the other is not.
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
