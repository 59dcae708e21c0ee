package io.pixelated.streams.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void avoidsAPortThatSomethingListensOn() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.freeFrom(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
    }
  }

  @Test
  void triesAnotherPortWhenOneDoesNotWorkOut() throws IOException {
    List<Integer> tried = new ArrayList<>();
    int port =
        Ports.tryFrom(
            Ports.free(),
            candidate -> {
              tried.add(candidate);
              if (tried.size() == 1) {
                throw new IOException("taken meanwhile");
              }
              return candidate;
            });

    assertThat(tried).hasSize(2).doesNotHaveDuplicates().endsWith(port);
  }

  @Test
  void givesUpAfterAFewPorts() {
    assertThatThrownBy(
            () ->
                Ports.tryFrom(
                    Ports.free(),
                    candidate -> {
                      throw new IOException("never");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("never");
  }
}
