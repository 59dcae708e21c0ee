package io.pixelated.streams.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports that nothing listens on. */
final class Ports {
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
