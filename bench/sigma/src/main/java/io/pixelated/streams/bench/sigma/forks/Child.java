package io.pixelated.streams.bench.sigma.forks;

import io.pixelated.streams.bench.sigma.corpus.Corpora;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program run in a fresh JVM. */
public final class Child {
  private final List<String> command = new ArrayList<>();

  public Child(List<String> jvm, Class<?> program, List<String> arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    Corpora.locate().ifPresent(data -> command.add("-D" + Corpora.PROPERTY + '=' + data));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
  }

  /**
   * Lets it print for itself.
   *
   * @throws IllegalStateException if it failed
   */
  public void show() {
    run(ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * What it printed.
   *
   * @throws IllegalStateException if it failed; its errors are on standard error
   */
  public List<String> run() {
    return run(ProcessBuilder.Redirect.PIPE);
  }

  private List<String> run(ProcessBuilder.Redirect to) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(to)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "a measured process ended with " + exit + "; see its errors above");
      }
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
