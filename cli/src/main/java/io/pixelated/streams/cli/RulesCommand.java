package io.pixelated.streams.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with rules. */
@Command(
    name = "rules",
    header = "Works on detection rules.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class RulesCommand {}
