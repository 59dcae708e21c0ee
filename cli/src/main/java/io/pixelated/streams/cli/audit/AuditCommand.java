package io.pixelated.streams.cli.audit;

import picocli.CommandLine.Command;

/** Groups what can be done with audit chains. */
@Command(
    name = "audit",
    header = "Works on the audit chains.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AuditCommand {}
