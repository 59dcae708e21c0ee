package io.pixelated.streams.local.region;

import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.local.stack.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link LocalStack}: one for all of them, started by the first that asks. */
final class SharedStack implements ParameterResolver {
  private static final int SLOTS = 4;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedStack.class))
        .getOrComputeIfAbsent(LocalStack.class, key -> started(), LocalStack.class);
  }

  /** JUnit closes what its store holds when all tests are done. */
  private static LocalStack started() {
    Path home = Path.of("target", "region-tests");
    LocalStack stack =
        new LocalStack(
            new LocalStackSettings(
                home, freePort(), freePort(), freePort(), SLOTS, Optional.empty()));
    stack.start();
    return stack;
  }

  /** Not the usual ports: other stacks on this machine begin to look for a free one there. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
