package io.pixelated.streams.cli.rules;

import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.sigma.attack.AttackTable;
import io.pixelated.streams.sigma.coverage.AttackCoverage;
import io.pixelated.streams.sigma.coverage.AttackCoverage.Tactic;
import io.pixelated.streams.sigma.coverage.TaggedRule;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes which ATT&CK techniques rules cover, as a layer for the ATT&CK Navigator. */
@Command(
    name = "coverage",
    header = "Writes which ATT&CK techniques rules cover, as a layer for the ATT&CK Navigator.",
    description = {
      "Detections, correlations and sequences count by their attack.t... tags; a technique's score is"
          + " the number of its rules. A summary goes to standard error.",
      "Exit code 0; rejected rules are left out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams rules coverage rules/ > layer.json",
      "  streams rules coverage --name 'Our rules' --output layer.json rules/ more-rules/"
    },
    mixinStandardHelpOptions = true)
public final class RulesCoverageCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rule files, or directories with them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the layer is written (default: standard output).")
  private Path output = Path.of("-");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The layer's name (default: ${DEFAULT-VALUE}).")
  private String name = "Detection coverage";

  public RulesCoverageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    requireWritable();
    LoadedRules loaded = RulePaths.load(paths, Pipelines.NONE);
    List<TaggedRule> rules =
        loaded.rulebook().rules().stream()
            .map(rule -> new TaggedRule(rule.title(), rule.tags()))
            .toList();
    AttackCoverage coverage = AttackCoverage.of(rules, AttackTable.standard());
    if (output.toString().equals("-")) {
      NavigatorLayer.write(name, coverage, terminal.results());
    } else {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
        NavigatorLayer.write(name, coverage, out);
      }
    }
    summarise(coverage, loaded.rejections().size());
    return ExitCodes.DONE;
  }

  private void requireWritable() {
    Path parent = output.toAbsolutePath().getParent();
    if (Files.isDirectory(output)) {
      throw new UsageException(output + " is a directory; give a file for the layer");
    }
    if (!Files.isDirectory(parent)) {
      throw new UsageException(
          "there is no directory " + parent + "; create it, or choose another");
    }
  }

  private void summarise(AttackCoverage coverage, int rejected) {
    long subs =
        coverage.techniques().stream().filter(each -> each.entry().isSubTechnique()).count();
    terminal
        .messages()
        .printf(
            "%,d rules (%,d rejected), %,d of them with techniques: %,d techniques and %,d"
                + " sub-techniques, of %,d in ATT&CK %s%n",
            coverage.rules(),
            rejected,
            coverage.tagged(),
            coverage.techniques().size() - subs,
            subs,
            coverage.known(),
            coverage.version());
    terminal.messages().printf("%-22s %7s %11s%n", "tactic", "rules", "techniques");
    for (Tactic tactic : coverage.tactics()) {
      terminal
          .messages()
          .printf("%-22s %,7d %,11d%n", tactic.entry().name(), tactic.rules(), tactic.techniques());
    }
  }
}
