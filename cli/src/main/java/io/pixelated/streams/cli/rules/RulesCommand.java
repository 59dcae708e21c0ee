package io.pixelated.streams.cli.rules;

import picocli.CommandLine.Command;

/** Groups what can be done with rules. */
@Command(
    name = "rules",
    header = "Works on detection rules.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class RulesCommand {}
