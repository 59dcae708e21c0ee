package io.pixelated.streams.cli.demo;

import io.pixelated.streams.cli.terminal.Output;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.local.demo.Demo;
import io.pixelated.streams.local.watch.IncidentWatch.Snapshot;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the live table of a running demonstration up to date. */
final class LiveView implements AutoCloseable {
  private static final long EVERY_MILLIS = 500;

  private final Demo demo;
  private final LiveTable table;
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-view");
            thread.setDaemon(true);
            return thread;
          });

  /** A view on standard output, unless a program reads the report there. */
  LiveView(Terminal terminal, Demo demo, Output report) {
    this.demo = demo;
    boolean json = report == Output.json;
    PrintStream out = json ? terminal.messages() : terminal.text();
    this.table =
        new LiveTable(
            out, json ? terminal.messagesAreSeen() : terminal.resultsAreSeen(), Terminal.columns());
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    var unused = timer.scheduleWithFixedDelay(this::show, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void show() {
    Snapshot seen = demo.seen();
    String state =
        "%,d events, %,d detections, %,d incidents, latency p50 %,d ms, p99 %,d ms"
            .formatted(
                demo.sent(),
                seen.detections(),
                seen.standing().size(),
                seen.latency().p50(),
                seen.latency().p99());
    table.show(seen, state, clock.millis());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    show();
  }
}
