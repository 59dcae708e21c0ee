package io.pixelated.streams.cli.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.cli.terminal.UsageException;
import io.pixelated.streams.residency.audit.AuditReport;
import io.pixelated.streams.residency.audit.ChainId;
import io.pixelated.streams.residency.audit.ChainSummary;
import io.pixelated.streams.residency.audit.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A verification's report for programs, and as the receipt that the next one is held against. */
final class AuditReportJson {
  private AuditReportJson() {}

  static void write(AuditReport report, long millis, OutputStream out) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeBooleanField("sound", report.isSound());
      json.writeNumberField("entries", report.entries());
      json.writeNumberField("bytes", report.bytes());
      json.writeNumberField("verdicts", report.verdicts());
      json.writeNumberField("anchors", report.anchors());
      json.writeNumberField("unsigned", report.unsigned());
      json.writeNumberField("retired", report.retired());
      json.writeNumberField("millis", millis);
      json.writeNumberField("problems", report.problems());
      json.writeArrayFieldStart("findings");
      for (Finding finding : report.findings()) {
        json.writeStartObject();
        json.writeStringField("kind", finding.kind().word());
        json.writeStringField("chain", finding.chain());
        json.writeNumberField("index", finding.index());
        json.writeStringField("source", finding.source());
        json.writeNumberField("number", finding.number());
        json.writeStringField("text", finding.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("chains");
      for (ChainSummary chain : report.chains()) {
        json.writeStartObject();
        json.writeStringField("region", chain.id().region());
        json.writeStringField("job", chain.id().job());
        json.writeNumberField("chain", chain.id().chain());
        json.writeNumberField("epoch", chain.epoch());
        json.writeNumberField("first", chain.first());
        json.writeNumberField("next", chain.next());
        json.writeStringField("hash", chain.hash());
        json.writeNumberField("verdicts", chain.verdicts());
        json.writeNumberField("anchors", chain.anchors());
        json.writeNumberField("unsigned", chain.unsigned());
        json.writeNumberField("anchored", chain.anchored());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /**
   * The chains that an earlier report tells of.
   *
   * @throws UsageException if the file is no report of a verification that found nothing
   */
  static List<ChainSummary> receipt(Path file) {
    try {
      JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!report.path("sound").asBoolean()) {
        throw new UsageException(file + " is no report of a verification without problems");
      }
      List<ChainSummary> chains = new ArrayList<>();
      for (JsonNode chain : report.path("chains")) {
        chains.add(
            new ChainSummary(
                new ChainId(
                    chain.path("region").asText(),
                    chain.path("job").asText(),
                    chain.path("chain").asInt()),
                chain.path("epoch").asLong(),
                chain.path("first").asLong(),
                chain.path("next").asLong(),
                chain.path("hash").asText(),
                chain.path("verdicts").asLong(),
                chain.path("anchors").asLong(),
                chain.path("unsigned").asLong(),
                chain.path("anchored").asLong()));
      }
      return chains;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(file + " is no report: keep what audit verify --output json writes");
    }
  }
}
