package io.pixelated.streams.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.sigma.load.Rejection;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Validates rules as the jobs would load them. */
@Command(
    name = "check",
    header = "Validates rules as the jobs would load them.",
    description = {
      "A line per rejected rule with file, line and reason.",
      "Exit code 1 if any was rejected."
    },
    mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Rule files, or directories with them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  RulesCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LoadedRules rules = RulePaths.load(paths);
    int loaded = count(rules.rulebook());
    if (output == Output.json) {
      writeJson(loaded, rules.rejections());
    } else {
      writeText(rules.rejections());
    }
    terminal
        .messages()
        .printf("%,d rules are good, %,d are rejected%n", loaded, rules.rejections().size());
    return rules.rejections().isEmpty() ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  static int count(Rulebook rulebook) {
    return rulebook.detectionRules().size() + rulebook.correlations().size();
  }

  private void writeText(List<Rejection> rejections) {
    // a PrintStream would keep silent about a full disk
    Writer out = new OutputStreamWriter(terminal.results(), StandardCharsets.UTF_8);
    try {
      for (Rejection rejection : rejections) {
        String rule = rejection.rule().isEmpty() ? "" : "rule " + rejection.rule() + ": ";
        out.write(
            rejection.file() + ':' + rejection.line() + ": " + rule + rejection.reason() + '\n');
      }
      out.flush();
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }

  private void writeJson(int loaded, List<Rejection> rejections) {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(terminal.results())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeNumberField("loaded", loaded);
      json.writeArrayFieldStart("rejected");
      for (Rejection rejection : rejections) {
        json.writeStartObject();
        json.writeStringField("file", rejection.file());
        json.writeNumberField("line", rejection.line());
        json.writeStringField("rule", rejection.rule());
        json.writeStringField("reason", rejection.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UnwritableResultsException(e);
    }
  }
}
