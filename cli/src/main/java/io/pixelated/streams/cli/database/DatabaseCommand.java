package io.pixelated.streams.cli.database;

import picocli.CommandLine.Command;

/** Groups what an operator does with the database. */
@Command(
    name = "database",
    header = "Keeps the database in order.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class DatabaseCommand {}
