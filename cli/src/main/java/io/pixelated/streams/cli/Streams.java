package io.pixelated.streams.cli;

import io.pixelated.streams.cli.audit.AuditCommand;
import io.pixelated.streams.cli.audit.AuditPublicKeyCommand;
import io.pixelated.streams.cli.audit.AuditVerifyCommand;
import io.pixelated.streams.cli.database.DatabaseCommand;
import io.pixelated.streams.cli.database.DatabaseMigrateCommand;
import io.pixelated.streams.cli.database.DatabaseRetentionCommand;
import io.pixelated.streams.cli.demo.DemoCommand;
import io.pixelated.streams.cli.detect.DetectCommand;
import io.pixelated.streams.cli.privacy.PrivacyCommand;
import io.pixelated.streams.cli.privacy.PrivacyReadCommand;
import io.pixelated.streams.cli.privacy.PrivacyRequestCommand;
import io.pixelated.streams.cli.privacy.PrivacyVerifyCommand;
import io.pixelated.streams.cli.residency.UnsealCommand;
import io.pixelated.streams.cli.rules.RulesCheckCommand;
import io.pixelated.streams.cli.rules.RulesCommand;
import io.pixelated.streams.cli.rules.RulesCoverageCommand;
import io.pixelated.streams.cli.rules.RulesExplainCommand;
import io.pixelated.streams.cli.rules.RulesTestCommand;
import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UnwritableResultsException;
import io.pixelated.streams.cli.terminal.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The one program: chooses the command and tells its outcome to the shell. */
@Command(
    name = "streams",
    header = "Streaming security analytics: detect, correlate, store.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Pixelated Streams 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the work found problems", "2:wrong use"},
    subcommands = HelpCommand.class)
public final class Streams {
  private Streams() {}

  public static void main(String[] arguments) {
    int code = run(Terminal.ofProcess(), arguments);
    // Flink and Kafka leave threads behind that would keep the process.
    System.exit(code);
  }

  static int run(Terminal terminal, String... arguments) {
    int code = commandLine(terminal).execute(arguments);
    try {
      terminal.results().flush();
    } catch (IOException e) {
      return code == ExitCodes.DONE
          ? explain(terminal, new UnwritableResultsException(e), "streams")
          : code;
    }
    return code;
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line =
        new CommandLine(new Streams())
            .addSubcommand(
                new CommandLine(new AuditCommand())
                    .addSubcommand(new AuditVerifyCommand(terminal))
                    .addSubcommand(new AuditPublicKeyCommand(terminal)))
            .addSubcommand(
                new CommandLine(new DatabaseCommand())
                    .addSubcommand(new DatabaseMigrateCommand(terminal))
                    .addSubcommand(new DatabaseRetentionCommand(terminal)))
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new DetectCommand(terminal))
            .addSubcommand(
                new CommandLine(new PrivacyCommand())
                    .addSubcommand(new PrivacyRequestCommand(terminal))
                    .addSubcommand(new PrivacyReadCommand(terminal))
                    .addSubcommand(new PrivacyVerifyCommand(terminal)))
            .addSubcommand(new RunCommand(terminal))
            .addSubcommand(new TopicsCommand(terminal))
            .addSubcommand(new UnsealCommand(terminal))
            .addSubcommand(
                new CommandLine(new RulesCommand())
                    .addSubcommand(new RulesCheckCommand(terminal))
                    .addSubcommand(new RulesTestCommand(terminal))
                    .addSubcommand(new RulesExplainCommand(terminal))
                    .addSubcommand(new RulesCoverageCommand(terminal)));
    return line.setOut(writer(terminal.results()))
        .setErr(writer(terminal.messages()))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, args) -> refuse(terminal, e))
        .setExecutionExceptionHandler((e, command, result) -> explain(terminal, e, name(command)));
  }

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  private static int refuse(Terminal terminal, ParameterException e) {
    CommandLine command = e.getCommandLine();
    String message = firstLine(e.getMessage());
    terminal
        .messages()
        .println(name(command) + ": " + message + "; see " + name(command) + " --help");
    return ExitCodes.USAGE;
  }

  private static int explain(Terminal terminal, Exception e, String command) {
    if (e instanceof UnwritableResultsException unwritable && unwritable.readerIsGone()) {
      return ExitCodes.BROKEN_PIPE;
    }
    terminal.messages().println(command + ": " + firstLine(said(e)));
    return e instanceof UsageException ? ExitCodes.USAGE : ExitCodes.PROBLEMS;
  }

  private static String said(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
