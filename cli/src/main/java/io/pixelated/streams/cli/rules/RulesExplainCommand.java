package io.pixelated.streams.cli.rules;

import io.pixelated.streams.cli.input.InputFiles;
import io.pixelated.streams.cli.input.PipelineOption;
import io.pixelated.streams.cli.input.RulePaths;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Output;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.explain.Explainer;
import io.pixelated.streams.sigma.explain.Explanation;
import io.pixelated.streams.sigma.explain.ExplanationText;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says why a rule matches an event, or does not. */
@Command(
    name = "explain",
    header = "Says why a rule matches an event, or does not.",
    description = {
      "First whether the rule is for events of this log source, then its condition as a tree: for each"
          + " part whether it holds, for each line what it wants and what it saw. Parts that matching"
          + " would not look at are told as well.",
      "Of a correlation or sequence: which of its rules match the event, and by what the event is"
          + " grouped and counted.",
      "Exit code 0 whether it matches or not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams rules explain --rule my-rule.yml --event event.json",
      "  streams rules explain --rule login_failed --rules rules/ --event events.ndjson --line 41",
      "  kubectl logs ... | tail -1 | streams rules explain --rule my-rule.yml --event -"
    },
    mixinStandardHelpOptions = true)
public final class RulesExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PipelineOption pipelines = new PipelineOption();

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "RULE",
      description = "A rule file; or the id, name or title of a rule among --rules.")
  private String rule = "";

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "DIR",
      description = "Where the rule is looked for, and filters that apply to it.")
  private List<Path> rules = List.of();

  @Option(
      names = "--event",
      required = true,
      paramLabel = "FILE",
      description = "An event as JSON, or NDJSON with --line; - for standard input.")
  private Path event = InputFiles.STANDARD_INPUT;

  @Option(
      names = "--line",
      paramLabel = "N",
      description = "The event's line, counted from 0 as detect does.")
  private Long line;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  public RulesExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    InputFiles.requireEvents(event);
    RuleChoice choice = RuleChoice.of(rule, rules);
    LoadedRules loaded = RulePaths.load(choice.paths(), pipelines.load());
    Optional<Correlation> correlation = choice.correlation(loaded.rulebook());
    Optional<DetectionRule> detection =
        correlation.isPresent() ? Optional.empty() : Optional.of(choice.choose(loaded));
    byte[] json = OneEvent.read(event, line == null ? OptionalLong.empty() : OptionalLong.of(line));
    ParsedEvent parsed =
        OneEvent.parse(json, event, Ingest.standard(IngestSettings.of("local").ofAnyAge()));
    if (correlation.isPresent()) {
      explain(CorrelationExplanation.of(correlation.get(), loaded.rulebook(), parsed));
      return ExitCodes.DONE;
    }
    Explanation explanation = Explainer.of(detection.orElseThrow()).explain(parsed);
    if (output == Output.json) {
      ExplanationJson.write(explanation, terminal.results());
    } else {
      PrintStream out = terminal.text();
      out.println(verdict(explanation));
      ExplanationText.lines(explanation, terminal.resultsAreSeen()).forEach(out::println);
      out.flush();
    }
    return ExitCodes.DONE;
  }

  private void explain(CorrelationExplanation explanation) {
    if (output == Output.json) {
      CorrelationText.write(explanation, terminal.results());
    } else {
      PrintStream out = terminal.text();
      CorrelationText.lines(explanation).forEach(out::println);
      out.flush();
    }
  }

  private static String verdict(Explanation explanation) {
    DetectionRule rule = explanation.rule();
    return (explanation.matched() ? "match: " : "no match: ")
        + rule.metadata().title()
        + " ("
        + rule.key()
        + ")";
  }
}
