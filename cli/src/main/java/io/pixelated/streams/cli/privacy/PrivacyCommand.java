package io.pixelated.streams.cli.privacy;

import picocli.CommandLine.Command;

/** Groups what can be done about requests of data subjects. */
@Command(
    name = "privacy",
    header = "Works on what data subjects ask for.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class PrivacyCommand {}
