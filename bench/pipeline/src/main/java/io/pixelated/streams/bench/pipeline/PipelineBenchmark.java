package io.pixelated.streams.bench.pipeline;

import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.connectors.kafka.TopicAdmin;
import io.pixelated.streams.connectors.kafka.Topics;
import io.pixelated.streams.correlation.rulebook.ShippedRules;
import io.pixelated.streams.local.play.EventPlayer;
import io.pixelated.streams.local.play.PlayedEvent;
import io.pixelated.streams.local.region.LocalRegion;
import io.pixelated.streams.local.scenario.Scenario;
import io.pixelated.streams.local.scenario.Simulator;
import io.pixelated.streams.local.stack.LocalStack;
import io.pixelated.streams.local.stack.LocalStackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How many events a second does the whole {@code threat-correlation} job process, against a job
 * that reads, parses and writes the same events?
 *
 * <p>Both run on the same broker, one after the other, in every round; the first round warms up. A
 * run begins when all tasks of the job run, with all events waiting in Kafka, and ends when a
 * {@code read_committed} reader has seen the last one.
 */
public final class PipelineBenchmark {
  /** The region that all events are given to; its data decide what residency permits. */
  static final String REGION = "eu-central-1";

  static final Topics PASSED_ON = Topics.sharedBy("pass-through");

  private static final int AS_FAST_AS_POSSIBLE = 1_000_000;
  private static final long SEED = 1;

  private PipelineBenchmark() {}

  /** Runs it; options as {@code bench/run} says. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.read(arguments);
    Path home = Path.of(System.getProperty("streams.home", "."), ".local", "bench");
    try (LocalStack stack = new LocalStack(LocalStackSettings.in(home))) {
      stack.start();
      LocalRegion.createTopics(stack, List.of(REGION), options.parallelism());
      try (TopicAdmin admin =
          new TopicAdmin(stack.kafka(), TopicAdmin.Scale.oneBroker(options.parallelism()))) {
        admin.createMissing(PASSED_ON, Set.of(Topic.EVENTS_ENRICHED), Duration.ofSeconds(30));
      }
      new LocalRegion(stack, REGION).push(ShippedRules.documents());
      measure(stack, options, load(stack, options));
    }
  }

  /** All events of the scenario's regions, into the one region. */
  private static long load(LocalStack stack, Options options) {
    Scenario scenario = Scenario.load("full-day").withBenignEvents(options.events());
    Iterator<PlayedEvent> events =
        Simulator.of(scenario, SEED, Instant.now())
            .events()
            .map(event -> new PlayedEvent(REGION, event.key(), event.json()))
            .iterator();
    try (EventPlayer player = new EventPlayer(stack.kafka(), AS_FAST_AS_POSSIBLE, Duration.ZERO)) {
      player.play(events);
      return player.sent();
    }
  }

  private static void measure(LocalStack stack, Options options, long events) throws Exception {
    print("%d events, %d rules, parallelism %d%n", events, rules(), options.parallelism());
    print("round  pass-through ev/s  whole job ev/s  ratio%n");
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= options.rounds(); round++) {
      Run run = new Run(stack, round, options.parallelism(), events);
      double passed = run.passThrough();
      double whole = run.wholeJob();
      String name = round == 0 ? "warm" : Integer.toString(round);
      print("%5s  %17.0f  %14.0f  %5.2f%n", name, passed, whole, whole / passed);
      if (round > 0) {
        ratios.add(whole / passed);
      }
    }
    ratios.sort(null);
    print(
        "whole job / pass-through: median %.2f, from %.2f to %.2f%n",
        ratios.get(ratios.size() / 2), ratios.get(0), ratios.get(ratios.size() - 1));
  }

  private static int rules() {
    return ShippedRules.documents().size();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
