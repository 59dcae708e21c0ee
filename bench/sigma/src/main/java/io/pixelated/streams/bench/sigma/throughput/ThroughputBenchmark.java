package io.pixelated.streams.bench.sigma.throughput;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.bench.sigma.forks.CpuTime;
import io.pixelated.streams.correlation.detect.Detected;
import io.pixelated.streams.correlation.detect.Detector;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.match.RuleMatch;
import io.pixelated.streams.sigma.match.RuleSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events a second of one thread over the open recordings, as far as each method goes. */
public class ThroughputBenchmark {
  /** By count and not by time, so that a busy machine has them compiled as well. */
  private static final int WARMUP_EVENTS = 30_000;

  /** The recordings, over and over. */
  @State(Scope.Thread)
  public static class Events {
    private byte[][] events;
    private int next;

    @Setup
    public void read() {
      events = Recordings.mixed().toArray(byte[][]::new);
    }

    byte[] next() {
      next = next + 1 < events.length ? next + 1 : 0;
      return events[next];
    }

    void warmUp(Consumer<byte[]> taker) {
      for (int i = 0; i < WARMUP_EVENTS; i++) {
        taker.accept(next());
      }
    }
  }

  /** Events that were parsed before. */
  @State(Scope.Thread)
  public static class ParsedEvents {
    private static final int COUNT = 20_000;

    private ParsedEvent[] events;
    private int next;

    @Setup
    public void parse() {
      Engine engine = new Engine(RuleSet.of(List.of()));
      events =
          Recordings.mixed().stream().limit(COUNT).map(engine::parse).toArray(ParsedEvent[]::new);
    }

    ParsedEvent next() {
      next = next + 1 < events.length ? next + 1 : 0;
      return events[next];
    }
  }

  /** The engine with all rules. */
  @State(Scope.Thread)
  public static class AllRules {
    private Engine engine;

    @Setup
    public void load(Events events) {
      engine = new Engine(RuleSet.of(RulePack.all()));
      events.warmUp(engine::matches);
    }
  }

  /** The engine with all rules, as jobs run it. */
  @State(Scope.Thread)
  public static class WholeDetection {
    private static final Origin ORIGIN = new Origin("bench", 0, 0, 1_600_000_000_000L);

    private Ingest ingest;
    private Detector detector;

    @Setup
    public void load(Events events) {
      ingest = Ingest.standard(IngestSettings.of("eu-central-1").ofAnyAge());
      detector = new Detector(Rulebook.load(List.of(RulePack.directory())).rulebook());
      events.warmUp(this::detect);
    }

    private Detected detect(byte[] bytes) {
      RawRecord record = new RawRecord(bytes, ORIGIN);
      ParsedEvent event = ((Parsed) ingest.parse(record)).event();
      return detector.detect(event, ingest.describe(event, record));
    }
  }

  /** Jackson, set up as by default. */
  @State(Scope.Thread)
  public static class Jackson {
    private final JsonFactory factory = new JsonFactory();
    private final ObjectMapper mapper = new ObjectMapper();
  }

  /** Only the engine's parser. */
  @State(Scope.Thread)
  public static class NoRules {
    private final Engine engine = new Engine(RuleSet.of(List.of()));

    @Setup
    public void warmUp(Events events) {
      events.warmUp(engine::parse);
    }
  }

  /** Jackson's streaming parser alone: what everything else is compared with. */
  @Benchmark
  public int tokenize(Events events, Jackson jackson, CpuTime time) throws IOException {
    int tokens = 0;
    try (JsonParser parser = jackson.factory.createParser(events.next())) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    time.count(0);
    return tokens;
  }

  /** The same, with every text decoded, as whoever means to use it must. */
  @Benchmark
  public int tokenizeAndDecode(Events events, Jackson jackson, CpuTime time) throws IOException {
    int characters = 0;
    try (JsonParser parser = jackson.factory.createParser(events.next())) {
      while (parser.nextToken() != null) {
        characters += parser.getTextLength();
      }
    }
    time.count(0);
    return characters;
  }

  @Benchmark
  public Map<?, ?> bindToMap(Events events, Jackson jackson, CpuTime time) throws IOException {
    time.count(0);
    return jackson.mapper.readValue(events.next(), Map.class);
  }

  @Benchmark
  public ParsedEvent parse(Events events, NoRules parser, CpuTime time) {
    time.count(0);
    return parser.engine.parse(events.next());
  }

  @Benchmark
  public List<RuleMatch> match(ParsedEvents events, AllRules rules, CpuTime time) {
    return counted(rules.engine.match(events.next()), time);
  }

  @Benchmark
  public List<RuleMatch> parseAndMatch(Events events, AllRules rules, CpuTime time) {
    return counted(rules.engine.match(rules.engine.parse(events.next())), time);
  }

  /** With what jobs find out about every event: its id, time, entities and data class. */
  @Benchmark
  public Detected parseDescribeAndDetect(Events events, WholeDetection detection, CpuTime time) {
    Detected detected = detection.detect(events.next());
    time.count(detected.detections().size());
    return detected;
  }

  private static List<RuleMatch> counted(List<RuleMatch> matches, CpuTime time) {
    time.count(matches.size());
    return matches;
  }
}
