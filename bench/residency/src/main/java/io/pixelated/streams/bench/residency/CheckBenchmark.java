package io.pixelated.streams.bench.residency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pixelated.streams.residency.AuditJson;
import io.pixelated.streams.residency.Checked;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.ResidencyCheck;
import io.pixelated.streams.residency.Ruling;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.minimise.JsonTape;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One record after the other, whole where it may be whole and minimised where it may not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckBenchmark {
  private static final int RECORDS = 4_096;

  /** The kind of record. */
  @Param({"THREAT_EVENTS", "DETECTIONS", "INCIDENTS"})
  public RecordKind kind;

  /** What the policies say of it. */
  @Param({"permit", "minimise"})
  public String verdict;

  /** How many people records are about: pseudonyms of few are remembered, of many made anew. */
  @Param({"1000", "1000000"})
  public int people;

  private final JsonFactory factory = new JsonFactory();
  private final JsonTape tape = new JsonTape();
  private ResidencyCheck check;
  private Checked checked;
  private Request[] requests;
  private int next;

  @Setup
  public void prepare() {
    check = new ResidencyCheck(Ruling.shipped(), KeyProvider.development());
    String region = verdict.equals("permit") ? "eu-central-1" : "us-east-1";
    requests = new Records(7, people).requests(kind, region, RECORDS);
    checked = check.check(requests[0]);
    String outcome = checked.verdict().outcome();
    if (!outcome.equals(verdict)) {
      throw new IllegalStateException("the verdict is " + outcome + " and should be " + verdict);
    }
    System.out.printf(
        "records of %.0f bytes%n",
        Arrays.stream(requests).mapToInt(r -> r.json().length).average().orElseThrow());
  }

  private Request next() {
    next = (next + 1) & (RECORDS - 1);
    return requests[next];
  }

  /** The check: verdict, cleared record with its columns, audit record. */
  @Benchmark
  public Checked check() {
    return check.check(next());
  }

  /** The part of the check that reads the record: its bytes copied, validated and found again. */
  @Benchmark
  public boolean read() {
    return tape.read(next().json());
  }

  /** What follows a check elsewhere: the line of its audit record, before it is chained. */
  @Benchmark
  public byte[] auditLine() {
    return AuditJson.write(checked.audit());
  }

  /** The baseline: Jackson reads the tokens of the same bytes, and nothing is made of them. */
  @Benchmark
  public int jackson() throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(next().json())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
      }
    }
    return tokens;
  }
}
