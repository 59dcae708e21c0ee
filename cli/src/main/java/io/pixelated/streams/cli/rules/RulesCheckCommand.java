package io.pixelated.streams.cli.rules;

import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.input.PipelineOption;
import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Output;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.lint.KnownFields;
import io.pixelated.streams.sigma.lint.Lint;
import io.pixelated.streams.sigma.lint.RuleLinter;
import io.pixelated.streams.sigma.lint.Warning;
import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import io.pixelated.streams.sigma.pipeline.ShippedPipelines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Validates rules as the jobs would load them, and says what could be better. */
@Command(
    name = "check",
    header = "Validates rules as the jobs would load them, and says what could be better.",
    description = {
      "A line per rejected rule with file, line and reason; a line per warning with file, line, what"
          + " to do, and the warning's name.",
      "Exit code 1 if a rule was rejected, with --strict also if there are warnings."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams rules check rules/",
      "  streams rules check --strict --ignore missing-author --ignore missing-date rules/",
      "  streams rules check --output json rules/ | jq '.warnings[] | select(.lint ==\"never-true\")'"
    },
    mixinStandardHelpOptions = true)
public final class RulesCheckCommand implements Callable<Integer> {
  private static final Set<String> FOREIGN = Set.of("sequence");

  /** Reads rules as they are written, also those that get values from pipelines. */
  private static final RuleLoader LOADER =
      RuleLoader.standard()
          .withForeign(FOREIGN.toArray(String[]::new))
          .withPipelines(Pipelines.NONE);

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rule files, or directories with them.")
  private List<Path> paths = List.of();

  @Mixin private PipelineOption pipelines = new PipelineOption();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  @Option(names = "--strict", description = "Counts warnings as problems.")
  private boolean strict;

  @Option(
      names = "--ignore",
      paramLabel = "WARNING",
      description = "Leaves out warnings of this name; may be repeated.")
  private List<String> ignored = List.of();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Sample events (NDJSON, plain or gzip); the fields that they have are known.")
  private List<Path> samples = List.of();

  public RulesCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    requireKnown(ignored);
    samples.forEach(InputFiles::requireEvents);
    Pipelines chain = pipelines.load();
    LoadedRules rules = RulePaths.load(paths, chain);
    int loaded = count(rules.rulebook());
    List<Warning> warnings = warnings(chain);
    CheckReport report = new CheckReport(loaded, rules.rejections(), warnings);
    if (output == Output.json) {
      report.writeJson(terminal.results());
    } else {
      report.writeText(terminal.results());
    }
    terminal
        .messages()
        .printf(
            "%,d rules are good, %,d are rejected, %,d warnings%n",
            loaded, rules.rejections().size(), warnings.size());
    boolean good = rules.rejections().isEmpty() && (warnings.isEmpty() || !strict);
    return good ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  public static int count(Rulebook rulebook) {
    return rulebook.detectionRules().size() + rulebook.correlations().size();
  }

  private List<Warning> warnings(Pipelines chain) throws IOException {
    KnownFields known =
        KnownFields.standard()
            .with(EventKnowledge.of(ShippedPipelines.all().toList()))
            .with(EventKnowledge.of(chain.chain()))
            .with(SampleEvents.read(samples));
    RuleLinter linter = new RuleLinter(LOADER, known, FOREIGN);
    List<RuleFile> files = RuleFile.read(paths, new ArrayList<>());
    List<Warning> warnings;
    try (Progress progress = new Progress(terminal, "rules check")) {
      warnings =
          linter.lint(
              files,
              done -> {
                synchronized (progress) {
                  progress.show(() -> "%,d of %,d files".formatted(done, files.size()));
                }
              });
    }
    return warnings.stream()
        .filter(warning -> !ignored.contains(warning.lint().spelling()))
        .toList();
  }

  private static void requireKnown(List<String> names) {
    List<String> known = Stream.of(Lint.values()).map(Lint::spelling).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        String remedy = Suggestion.didYouMean(name, known);
        throw new UsageException(
            "there is no warning '"
                + name
                + "'"
                + (remedy.isEmpty() ? "; use one of " + String.join(", ", known) : remedy));
      }
    }
  }
}
