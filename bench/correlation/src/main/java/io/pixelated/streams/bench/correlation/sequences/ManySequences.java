package io.pixelated.streams.bench.correlation.sequences;

import static io.pixelated.streams.bench.correlation.figures.Figures.line;

import io.pixelated.streams.bench.correlation.cluster.Cluster;
import io.pixelated.streams.bench.correlation.cluster.Cluster.Backend;
import io.pixelated.streams.bench.correlation.cluster.Lane;
import io.pixelated.streams.bench.correlation.figures.Figures;
import io.pixelated.streams.bench.correlation.load.Matches;
import io.pixelated.streams.bench.correlation.sequences.OrderedRules.Kind;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * How many events a second do 100 rules of three ordered steps take in our stage, against a job
 * with one {@code CEP.pattern} operator for each?
 *
 * <p>Both get the same events in the same order, each of which takes one step of one rule, in
 * turns. The plain side is given as many as it manages in its time, and both must have found the
 * same sequences in those.
 */
public final class ManySequences {
  private static final int RULES = 100;
  private static final int KEYS = 10_000;

  /** After so many events each key has had some: only then is the plain side as slow as it gets. */
  private static final long ALL_KEYS_SEEN = 3L * (KEYS + 2 * StepFeed.UNDER_WAY);

  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final boolean quick;
  private final String backend;

  private ManySequences(Cluster cluster, boolean quick, String backend) {
    this.cluster = cluster;
    this.quick = quick;
    this.backend = backend;
  }

  /** One side: its job, how many events it is given at a time, and what came of it. */
  private record Side(
      Lane lane, JobID job, long slice, Set<String> found, List<Double> perSecond) {}

  /** Measures and prints. */
  public static void run(Path home, boolean quick) throws Exception {
    for (Backend backend : Backend.values()) {
      try (Cluster cluster = Cluster.start(home, backend, 1 + Kind.values().length)) {
        new ManySequences(cluster, quick, backend.name()).measure(backend == Backend.HEAP);
      }
    }
  }

  private void measure(boolean heap) {
    OrderedRules rules = OrderedRules.of(Kind.SEQUENCE, RULES);
    StepFeed feed = new StepFeed(rules.steps(), KEYS);
    Side plain = plain(rules, feed, heap ? 500 : 30);
    List<Side> ours = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      ours.add(ours(kind, feed, heap ? 100_000 : 50_000));
    }
    line("%n%d rules of three ordered steps, %,d keys, %s, parallelism 1", RULES, KEYS, backend);
    long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(quick ? 5 : 30);
    do {
      take(plain, feed, warm);
    } while (heap && !quick && plain.lane().limit() < ALL_KEYS_SEEN);
    ours.forEach(side -> take(side, feed, System.nanoTime() + TimeUnit.SECONDS.toNanos(5)));
    plain.perSecond().clear();
    ours.forEach(side -> side.perSecond().clear());
    int rounds = quick ? 3 : 10;
    for (int round = 0; round < rounds; round++) {
      take(plain, feed, System.nanoTime() + TimeUnit.SECONDS.toNanos(quick ? 2 : 5));
      ours.forEach(side -> take(side, feed, System.nanoTime()));
    }
    tell(plain);
    for (Side side : ours) {
      tell(side);
      List<Double> ratios = new ArrayList<>();
      double slow = Figures.quantile(plain.perSecond(), 0.5);
      side.perSecond().forEach(rate -> ratios.add(rate / slow));
      line(
          "    ratio to the median of plain Flink CEP: %s; %s",
          Figures.spread(ratios, "%,.0f"), compared(side, plain, feed));
    }
  }

  private Side plain(OrderedRules rules, StepFeed feed, long slice) {
    Set<String> found = ConcurrentHashMap.newKeySet();
    return start(
        "plain Flink CEP",
        feed,
        slice,
        found,
        line -> found.add((String) line),
        events -> PlainCep.match(events, rules.steps(), WITHIN));
  }

  private Side ours(Kind kind, StepFeed feed, long slice) {
    OrderedRules rules = OrderedRules.of(kind, RULES);
    Map<String, String> takers = rules.takers();
    Map<String, Integer> numbers = rules.numbers();
    Set<String> found = ConcurrentHashMap.newKeySet();
    return start(
        kind.name().toLowerCase(java.util.Locale.ROOT),
        feed,
        slice,
        found,
        arrived -> {
          Alert alert = (Alert) arrived;
          if (alert.state() == AlertState.FINAL) {
            found.add(
                Found.line(
                    numbers.get(alert.rule().id()), alert.group().get("user"), alert.time()));
          }
        },
        events ->
            Stages.correlate(
                events
                    .map(event -> routed(event, takers))
                    .returns(TypeInformation.of(RoutedMatch.class))
                    .name("Route"),
                rules.documents()));
  }

  private static RoutedMatch routed(StepEvent event, Map<String, String> takers) {
    return Matches.routed(
        takers.get(event.rule()),
        List.of(event.key()),
        Matches.event(
            event.id(),
            event.time(),
            event.time(),
            event.rule(),
            "",
            List.of(new Entity(EntityType.USER, event.key())),
            Classification.UNKNOWN));
  }

  private <O> Side start(
      String name,
      StepFeed feed,
      long slice,
      Set<String> found,
      Consumer<Object> taker,
      Function<DataStream<StepEvent>, DataStream<O>> job) {
    Lane lane = Lane.open(name, taker);
    JobID id = cluster.start(lane, feed, TypeInformation.of(StepEvent.class), job);
    return new Side(lane, id, slice, found, new ArrayList<>());
  }

  /** At least one slice, and more until {@code deadline}. */
  private void take(Side side, StepFeed feed, long deadline) {
    do {
      long nanos = cluster.send(side.lane(), side.job(), feed, side.slice());
      side.perSecond().add(side.slice() * 1e9 / nanos);
    } while (System.nanoTime() < deadline);
  }

  private static void tell(Side side) {
    line(
        "%-16s %s events/s; %,d events, %,d sequences found",
        side.lane().name(),
        Figures.spread(side.perSecond(), "%,.1f"),
        side.lane().limit(),
        side.found().size());
  }

  /** Of the events that both have seen. */
  private static String compared(Side side, Side plain, StepFeed feed) {
    long last = feed.time(Math.min(side.lane().limit(), plain.lane().limit()) - 1);
    Set<String> ours = upTo(side.found(), last);
    Set<String> theirs = upTo(plain.found(), last);
    if (ours.equals(theirs)) {
      return "the same " + ours.size() + " sequences";
    }
    Set<String> more = new TreeSet<>(ours);
    more.removeAll(theirs);
    Set<String> fewer = new TreeSet<>(theirs);
    fewer.removeAll(ours);
    return "NOT the same sequences: only ours " + more + ", only plain " + fewer;
  }

  private static Set<String> upTo(Set<String> found, long time) {
    Set<String> early = new TreeSet<>();
    for (String line : found) {
      if (Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) <= time) {
        early.add(line);
      }
    }
    return early;
  }
}
