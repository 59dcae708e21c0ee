package io.pixelated.streams.cli.audit;

import io.pixelated.streams.cli.terminal.ExitCodes;
import io.pixelated.streams.cli.terminal.Output;
import io.pixelated.streams.cli.terminal.Progress;
import io.pixelated.streams.cli.terminal.Terminal;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.AuditVerifier;
import io.pixelated.streams.residency.audit.ChainSummary;
import io.pixelated.streams.residency.audit.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds what was altered, removed, reordered, inserted or cut off in audit chains. */
@Command(
    name = "verify",
    header = "Finds what was altered, removed, reordered, inserted or cut off in audit chains.",
    description = {
      "A line per problem on standard output: where it was read, chain and index, what is wrong."
          + " docs/audit.md tells what the kinds mean and what cannot be found.",
      "Exit code 1 if there are problems."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  streams audit verify --keys auditor.keys export/",
      "  streams audit verify --keys auditor.keys --bootstrap broker:9092 --region eu-central-1",
      "  streams audit verify --keys auditor.keys --database jdbc:postgresql://db/streams --region eu-central-1 --retention 72",
      "  streams audit verify --keys auditor.keys --output json --since last.json export/ > now.json"
    },
    mixinStandardHelpOptions = true)
public final class AuditVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private AuditInput input = new AuditInput();

  @Mixin private TrustedKeys keys = new TrustedKeys();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The only region that entries may be of (default: any).")
  private String region = "";

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description =
          "The chains have to be signed at this time or later, such as 2026-11-22T12:00:00Z: finds"
              + " that all were cut at once.")
  private String until = "";

  @Option(
      names = "--since",
      paramLabel = "REPORT",
      description =
          "The JSON of an earlier verification: the chains have to go on from what it saw.")
  private Path receipt;

  @Option(
      names = "--part",
      description =
          "The input may be a part: some of the chains, or chains without their beginning.")
  private boolean part;

  @Option(
      names = "--retention",
      paramLabel = "MONTHS",
      description =
          "Chains may begin late where region anchors prove that what is not there is older than"
              + " this; an archive keeps 72.")
  private int retention;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  public AuditVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    input.require(region);
    AuditVerifier verifier =
        new AuditVerifier(
            keys.read(),
            new AuditVerifier.Demands(
                part,
                region.isEmpty() ? Optional.empty() : Optional.of(region),
                time(),
                retained()));
    if (receipt != null) {
      AuditReportJson.receipt(receipt).forEach(verifier::note);
    }
    long begin = System.nanoTime();
    try (Progress progress = new Progress(terminal, "audit verify")) {
      input.read(
          region,
          verifier,
          entries ->
              progress.show(
                  () -> "%,d entries, %,d problems".formatted(entries, verifier.problems())));
    }
    AuditReport report = verifier.finish();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    if (output == Output.json) {
      AuditReportJson.write(report, millis, terminal.results());
    } else {
      write(report, terminal.text());
    }
    summarise(report, millis);
    return report.isSound() ? ExitCodes.DONE : ExitCodes.PROBLEMS;
  }

  private Instant time() {
    try {
      return until.isEmpty() ? Instant.EPOCH : Instant.parse(until);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--until " + until + " is no instant; write it like 2026-11-22T12:00:00Z");
    }
  }

  /** The latest time whose entries may have been deleted by now. */
  private Instant retained() {
    if (retention < 0) {
      throw new UsageException(
          "--retention " + retention + " is no period: give months, such as 72");
    }
    if (retention == 0) {
      return Instant.EPOCH;
    }
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime then = now.minusMonths(retention);
    boolean isLastDay = now.getMonth() != now.plusDays(1).getMonth();
    // Months after the 31st of one may be the 30th of another, and that is today.
    return (isLastDay ? then.with(TemporalAdjusters.lastDayOfMonth()) : then).toInstant();
  }

  private static void write(AuditReport report, PrintStream out) {
    for (Finding finding : report.findings()) {
      String place =
          finding.source().isEmpty() ? "" : finding.source() + ':' + finding.number() + ": ";
      String index = finding.index() < 0 ? "" : " index " + finding.index();
      String chain = finding.chain().isEmpty() ? "" : finding.chain() + index + ": ";
      out.println(place + chain + finding.kind().word() + ": " + finding.text());
    }
    if (report.problems() > report.findings().size()) {
      out.printf("and %,d more%n", report.problems() - report.findings().size());
    }
    out.flush();
  }

  private void summarise(AuditReport report, long millis) {
    if (report.retired() > 0) {
      terminal
          .messages()
          .printf(
              "the first entries of %,d chains are gone by retention: all of them were signed more"
                  + " than %,d months ago%n",
              report.retired(), retention);
    }
    long anchored = report.chains().stream().mapToLong(ChainSummary::anchored).max().orElse(0);
    terminal
        .messages()
        .printf(
            "%,d entries in %,d chains: %,d verdicts, %,d valid signatures, the last of %s; %,d"
                + " entries are not signed yet; %,d entries/s; %s%n",
            report.entries(),
            report.chains().size(),
            report.verdicts(),
            report.anchors(),
            anchored == 0 ? "no time" : Instant.ofEpochMilli(anchored),
            report.unsigned(),
            report.entries() * 1_000 / Math.max(1, millis),
            report.isSound() ? "no problems" : "%,d problems".formatted(report.problems()));
  }
}
