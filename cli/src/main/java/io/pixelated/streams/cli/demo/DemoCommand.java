package io.pixelated.streams.cli.demo;

import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.input.Installation;
import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Output;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.jobs.regional.threatcorrelation.DatabaseOptions;
import io.pixelated.streams.local.demo.Demo;
import io.pixelated.streams.local.demo.DemoPlan;
import io.pixelated.streams.local.demo.DemoReport;
import io.pixelated.streams.local.scenario.Scenario;
import io.pixelated.streams.local.scenario.Simulator;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.local.stack.LocalStackSettings;
import io.pixelated.streams.residency.Region;
import io.pixelated.streams.residency.Regions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole product on this machine. */
@Command(
    name = "demo",
    header = "Runs the whole product on this machine, on scripted attacks in three regions.",
    description = {
      "Starts Kafka, a database and Flink with its web UI, runs threat-correlation for each region,",
      "plays events, shows incidents as they come, and ends with a summary. Stays up to be explored",
      "until Ctrl-C, unless --once is given. Exit code 1 if a scripted attack was missed."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** So that readers can run a job of their own beside the demonstration's. */
  private static final int SPARE_SLOTS = 1;

  private static final Duration RESULTS_PATIENCE = Duration.ofMinutes(2);

  private final Terminal terminal;

  @Option(names = "--once", description = "Exits when the script has ended.")
  private boolean once;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "Shipped scenario, kind of attack, or scenario file (default: ${DEFAULT-VALUE}).")
  private String scenario = "full-day";

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Plays this NDJSON file instead of a scenario; needs --region.")
  private Path events;

  @Option(names = "--region", paramLabel = "R", description = "Region that --events are played to.")
  private String region;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rules to use instead of the shipped ones.")
  private List<Path> rules = List.of();

  @Option(
      names = "--keep-time",
      description =
          "Plays --events with their own times; else they are moved so that they end now.")
  private boolean keepTime;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, over all regions (default: ${DEFAULT-VALUE}).")
  private int rate = 2000;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = {
        "CockroachDB or PostgreSQL to use, as jdbc:postgresql://...; its password comes from",
        "the environment variable STREAMS_DATABASE_PASSWORD."
      })
  private String databaseUrl;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      description = "Wanted port of Flink's web UI (default: ${DEFAULT-VALUE}).")
  private int uiPort = 8081;

  @Option(
      names = "--report",
      paramLabel = "FORMAT",
      description = "Form of the summary: text or json (default: ${DEFAULT-VALUE}).")
  private Output report = Output.text;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    DemoPlan plan = plan();
    LocalStack stack = new LocalStack(stackSettings(plan));
    Demo demo = new Demo(stack, plan, InstantSource.system());
    CountDownLatch done = new CountDownLatch(1);
    Thread stopper = new Thread(() -> stop(demo, done), "stop-demo");
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      return run(demo);
    } finally {
      demo.close();
      done.countDown();
    }
  }

  private static void stop(Demo demo, CountDownLatch done) {
    if (done.getCount() > 0) {
      demo.close();
    }
  }

  private int run(Demo demo) throws Exception {
    demo.start(step -> terminal.messages().println("streams: " + step));
    demo.rejectedRules()
        .forEach(r -> terminal.messages().println(r.file() + ':' + r.line() + ": " + r.reason()));
    terminal.messages().println("Flink UI  " + demo.uiAddress());
    terminal.messages().println("Kafka     " + demo.stack().kafka().bootstrapServers());
    DatabaseSettings database = demo.stack().database();
    terminal.messages().println("database  " + database.url() + ", user " + database.user());
    boolean complete;
    try (LiveView view = new LiveView(terminal, demo, report)) {
      demo.play();
      complete = demo.awaitResults(RESULTS_PATIENCE);
    }
    if (!complete) {
      terminal.messages().println("streams: results still come; the summary holds what is there");
    }
    DemoReport summary = summarise(demo);
    if (!once) {
      terminal
          .messages()
          .println(
              "streams: explore at "
                  + demo.uiAddress()
                  + ", where one slot is free for a job of yours; Ctrl-C stops everything");
      new CountDownLatch(1).await();
    }
    return summary.missed().isEmpty() ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  private DemoReport summarise(Demo demo) throws Exception, SQLException {
    DemoReport summary = demo.report();
    if (report == Output.json) {
      ReportJson.write(summary, terminal.results());
    } else {
      ReportText.write(summary, terminal.text());
    }
    terminal.results().flush();
    return summary;
  }

  private DemoPlan plan() {
    if (rate < 1) {
      throw new UsageException("--rate " + rate + " is too low; give at least 1");
    }
    if (events == null) {
      if (region != null || keepTime) {
        throw new UsageException("--region and --keep-time go with --events; give a file, too");
      }
      Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      return DemoPlan.of(Simulator.of(Scenario.load(scenario), seed, end), rulePaths(), rate);
    }
    InputFiles.requireEvents(events);
    if (events.equals(InputFiles.STANDARD_INPUT) && !keepTime) {
      throw new UsageException("standard input cannot be moved in time; add --keep-time");
    }
    return DemoPlan.of(events, knownRegion(), keepTime, rulePaths(), rate);
  }

  private List<Path> rulePaths() {
    List<Path> paths =
        rules.isEmpty() ? List.of(Installation.home().resolve("cep-patterns/rules")) : rules;
    RulePaths.requirePresent(paths);
    return paths;
  }

  private String knownRegion() {
    Regions regions = Regions.shipped();
    String known = regions.all().stream().map(Region::id).collect(Collectors.joining(", "));
    if (region == null) {
      throw new UsageException("--events needs --region; use one of " + known);
    }
    return regions
        .find(region)
        .map(Region::id)
        .orElseThrow(() -> new UsageException("no region " + region + "; use one of " + known));
  }

  private LocalStackSettings stackSettings(DemoPlan plan) {
    LocalStackSettings settings =
        LocalStackSettings.in(Installation.home().resolve(".local"))
            .withUiPort(uiPort)
            .withSlots(plan.regions().size() + SPARE_SLOTS);
    return databaseUrl == null
        ? settings
        : settings.withDatabase(
            DatabaseSettings.local(
                databaseUrl, "", Secret.environment(DatabaseOptions.PASSWORD_VARIABLE)));
  }
}
