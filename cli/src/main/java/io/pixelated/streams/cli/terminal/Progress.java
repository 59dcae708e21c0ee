package io.pixelated.streams.cli.terminal;

import java.io.PrintStream;
import java.util.function.Supplier;

/** One line on a terminal that says how far the work is, once it takes longer than two seconds. */
public final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final long EVERY_NANOS = 500_000_000L;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean seen;
  private final String what;
  private long next = System.nanoTime() + FIRST_NANOS;
  private boolean shown;

  public Progress(Terminal terminal, String what) {
    this.out = terminal.messages();
    // Where results scroll by, they are the progress.
    this.seen = terminal.messagesAreSeen() && !terminal.resultsAreSeen();
    this.what = what;
  }

  public void show(Supplier<String> state) {
    if (!seen || System.nanoTime() < next) {
      return;
    }
    next = System.nanoTime() + EVERY_NANOS;
    shown = true;
    out.print(CLEAR + what + ": " + state.get());
    out.flush();
  }

  @Override
  public void close() {
    if (shown) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
