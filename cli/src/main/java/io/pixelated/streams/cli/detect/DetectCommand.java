package io.pixelated.streams.cli.detect;

import io.pixelated.streams.cli.detect.LineDetector.Outcome;
import io.pixelated.streams.cli.detect.MatchSink.Match;
import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.input.PipelineOption;
import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.rules.RulesCheckCommand;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.local.play.EventLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs rules over a file of events with the engine of the jobs. */
@Command(
    name = "detect",
    header = "Runs rules over a file of events, with the engine of the jobs.",
    description = {
      "Events are NDJSON, plain or gzip. One line of JSON per match:",
      "{\"rule\",\"title\",\"level\",\"event\",\"time\",\"fields\"}, where event is the zero-based"
          + " line number.",
      "Blank lines count. Exit code 1 if a line is no event, or the file cannot be read to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams detect --rules rules/ --events events.ndjson.gz",
      "  streams detect --rules rules/ --events events.ndjson --correlate --output table",
      "  tail -f app.log | streams detect --rules my-rule.yml --events - --explain",
      "  streams detect --rules rules/ --pipeline our-names.yml --events events.ndjson"
    },
    mixinStandardHelpOptions = true)
public final class DetectCommand implements Callable<Integer> {
  private static final int MOST_PROBLEMS_TOLD = 20;

  private final Terminal terminal;

  @Option(
      names = "--rules",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rule files, or directories with them.")
  private List<Path> rules = List.of();

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "NDJSON, plain or gzip; - for standard input.")
  private Path events = InputFiles.STANDARD_INPUT;

  @Mixin private CorrelateOptions correlating = new CorrelateOptions();

  @Mixin private PipelineOption pipelines = new PipelineOption();

  @Option(
      names = "--explain",
      description = "Adds to each match why it is one: its condition with what each line saw.")
  private boolean explain;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "json or table (default: ${DEFAULT-VALUE}).")
  private MatchFormat output = MatchFormat.json;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region that the events are from (default: ${DEFAULT-VALUE}).")
  private String region = "local";

  private long read;
  private long unreadable;
  private long elsewhere;
  private long shown;
  private boolean whole = true;

  public DetectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    correlating.check();
    InputFiles.requireEvents(events);
    LoadedRules loaded = RulePaths.load(rules, pipelines.load());
    Ingest ingest = Ingest.standard(IngestSettings.of(region).ofAnyAge());
    MatchSink matches = output.open(terminal, correlating.correlate());
    Optional<FileCorrelation> correlation = correlation(loaded, matches);
    try (EventLines lines = EventLines.open(events);
        Progress progress = new Progress(terminal, "detect");
        ParallelLines workers =
            new ParallelLines(
                Runtime.getRuntime().availableProcessors(),
                () ->
                    new LineDetector(
                        ingest, loaded.rulebook(), correlating.timeField(), explain))) {
      workers.run(
          lines,
          outcome -> {
            take(outcome, matches);
            correlation.ifPresent(taking -> taking.take(outcome));
            show(matches);
            progress.show(() -> "%,d events, %,d matches".formatted(read, matches.written()));
          });
    } catch (IOException e) {
      whole = false;
      terminal.messages().println(events + ": cannot be read to its end: " + e.getMessage());
    }
    correlation.ifPresent(FileCorrelation::finish);
    matches.flush();
    summarise(loaded, matches.written(), Duration.ofNanos(System.nanoTime() - start));
    correlation.ifPresent(taking -> taking.summarise(terminal.messages()));
    return unreadable == 0 && whole ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  private void take(Outcome outcome, MatchSink matches) {
    read++;
    if (!outcome.isReadable()) {
      unreadable++;
      if (unreadable <= MOST_PROBLEMS_TOLD) {
        terminal
            .messages()
            .println(events + ":" + (outcome.number() + 1) + ": " + outcome.problem());
      } else if (unreadable == MOST_PROBLEMS_TOLD + 1) {
        terminal.messages().println("... further lines that are no events are only counted");
      }
      return;
    }
    elsewhere += outcome.elsewhere() ? 1 : 0;
    for (int i = 0; i < outcome.detections().size(); i++) {
      Detection detection = outcome.detections().get(i);
      if (correlating.correlate() && !correlating.all() && !detection.standalone()) {
        continue;
      }
      matches.write(
          new Match(
              detection.rule(),
              outcome.number(),
              outcome.timed() ? Optional.of(detection.time()) : Optional.empty(),
              detection.fields(),
              explain ? Optional.of(outcome.explanations().get(i)) : Optional.empty(),
              detection.standalone()));
    }
  }

  /** Shows results at once to whoever waits for them. */
  private void show(MatchSink matches) {
    if (matches.written() > shown
        && (terminal.resultsAreSeen() || events.equals(InputFiles.STANDARD_INPUT))) {
      shown = matches.written();
      matches.flush();
    }
  }

  private Optional<FileCorrelation> correlation(LoadedRules loaded, MatchSink matches) {
    return correlating.correlate()
        ? Optional.of(
            new FileCorrelation(
                loaded.rulebook(),
                region,
                correlating.outOfOrderness(),
                correlating.all(),
                matches))
        : Optional.empty();
  }

  private void summarise(LoadedRules loaded, long matches, Duration took) {
    terminal
        .messages()
        .printf(
            "%,d events, %,d lines that are no events, %,d rules (%,d rejected), %,d matches in"
                + " %.1f s%n",
            read - unreadable,
            unreadable,
            RulesCheckCommand.count(loaded.rulebook()),
            loaded.rejections().size(),
            matches,
            took.toMillis() / 1000.0);
    if (elsewhere > 0) {
      terminal
          .messages()
          .printf(
              "%,d events tell no time in '%s': taken from where the job looks%n",
              elsewhere, correlating.timeField());
    }
    if (loaded.rulebook().detectionRules().size() == 0 && loaded.rejections().isEmpty()) {
      terminal.messages().println("there are no rules; rule files end in .yml or .yaml");
    }
    if (!loaded.rejections().isEmpty()) {
      terminal.messages().println("streams rules check says why rules were rejected");
    }
  }
}
