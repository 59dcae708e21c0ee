package io.pixelated.streams.cli.rules;

import io.pixelated.streams.cli.input.PipelineOption;
import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.correlation.ruletest.CaseFailure;
import io.pixelated.streams.correlation.ruletest.InvalidRuleCases;
import io.pixelated.streams.correlation.ruletest.RuleCase;
import io.pixelated.streams.correlation.ruletest.RuleCases;
import io.pixelated.streams.correlation.ruletest.RuleTester;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the examples that lie beside rules. */
@Command(
    name = "test",
    header = "Runs the examples that lie beside rules.",
    description = {
      "Beside x.yml lies x.test.yml with cases under positive and negative: an event each, or for"
          + " correlations and sequences a list of events. Rules with a regression_tests_path are also"
          + " run over the JSON recordings that it leads to. Rules that refer to others need them"
          + " among DIR.",
      "A line per failing case, and why. Exit code 1 if a case failed or a rule was rejected."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams rules test rules/",
      "  streams rules test --verbose rules/windows rules/correlation"
    },
    mixinStandardHelpOptions = true)
public final class RulesTestCommand implements Callable<Integer> {
  private static final String REGION = "local";

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rule files, or directories with them.")
  private List<Path> paths = List.of();

  @Mixin private PipelineOption pipelines = new PipelineOption();

  @Option(names = "--verbose", description = "Also lists the rules without tests.")
  private boolean verbose;

  private int cases;
  private int failed;
  private int tested;
  private final List<String> untested = new ArrayList<>();

  public RulesTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LoadedRules loaded = RulePaths.load(paths, pipelines.load());
    PrintStream out = terminal.text();
    for (Rejection rejection : loaded.rejections()) {
      out.println(rejection.file() + ":" + rejection.line() + ": rejected: " + rejection.reason());
    }
    RuleTester tester =
        new RuleTester(
            loaded.rulebook(), Ingest.standard(IngestSettings.of(REGION).ofAnyAge()), REGION);
    try (Progress progress = new Progress(terminal, "rules test")) {
      for (RuleFile file : RuleFile.read(paths, new ArrayList<>())) {
        test(file, tester, out);
        progress.show(() -> "%,d cases".formatted(cases));
      }
    }
    if (verbose) {
      untested.forEach(file -> out.println(file + ": no tests"));
    }
    out.flush();
    terminal
        .messages()
        .printf(
            "%,d rule files tested in %,d cases: %,d failed; %,d without tests, %,d rules rejected%n",
            tested, cases, failed, untested.size(), loaded.rejections().size());
    return failed == 0 && loaded.rejections().isEmpty() ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  private void test(RuleFile file, RuleTester tester, PrintStream out) {
    List<RuleCase> found;
    try {
      found = RuleCases.of(Path.of(file.name()), file.text());
    } catch (InvalidRuleCases e) {
      failed++;
      out.println(e.getMessage());
      return;
    }
    List<String> keys = RuleFiles.keys(file);
    if (keys.isEmpty()) {
      return;
    }
    if (found.isEmpty()) {
      untested.add(file.name());
      return;
    }
    tested++;
    for (RuleCase each : found) {
      cases++;
      Optional<CaseFailure> failure = tester.run(keys, each);
      if (failure.isPresent()) {
        failed++;
        out.println(each.where() + ": " + file.name() + " is " + failure.get().reason());
        failure.get().explanation().forEach(line -> out.println("    " + line));
      }
    }
  }
}
