package io.pixelated.streams.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes.
 *
 * @param results results alone, for people and programs; buffered by whoever writes
 * @param messages everything else
 * @param resultsAreSeen whether a person sees the results on a terminal
 * @param messagesAreSeen whether a person sees the messages on a terminal
 */
public record Terminal(
    OutputStream results, PrintStream messages, boolean resultsAreSeen, boolean messagesAreSeen) {
  /** What the launcher says of standard output and standard error. */
  private static final String RESULTS_SEEN = "streams.terminal.out";

  private static final String MESSAGES_SEEN = "streams.terminal.err";
  private static final String COLUMNS = "streams.terminal.columns";
  private static final int USUAL_COLUMNS = 120;

  /** The process's own. */
  public static Terminal ofProcess() {
    return new Terminal(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean(RESULTS_SEEN),
        Boolean.getBoolean(MESSAGES_SEEN));
  }

  /** How many columns a person's terminal has. */
  public static int columns() {
    return Integer.getInteger(COLUMNS, USUAL_COLUMNS);
  }

  /** Results as text. */
  public PrintStream text() {
    return new PrintStream(results, false, StandardCharsets.UTF_8);
  }
}
