package io.pixelated.streams.bench.correlation.attacker;

import static io.pixelated.streams.bench.correlation.figures.Figures.line;

import io.pixelated.streams.bench.correlation.cluster.Cluster;
import io.pixelated.streams.bench.correlation.cluster.Cluster.Backend;
import io.pixelated.streams.bench.correlation.cluster.Counters;
import io.pixelated.streams.bench.correlation.cluster.Lane;
import io.pixelated.streams.bench.correlation.load.Rules;
import io.pixelated.streams.bench.correlation.stages.Stages;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What do ten million keys, and ten million events of one group, do to memory and disk?
 *
 * <p>All of it comes within one timespan, so that nothing may be forgotten yet: the worst case.
 */
public final class Attacker {
  private static final long MEGA = 1 << 20;

  /** Beyond heap and managed memory: network buffers, classes, code, stacks, the allocator. */
  private static final long OTHER_MEMORY = 1_024 * MEGA;

  private static final long MOST_ON_DISK = 4_096 * MEGA;
  private static final int SAMPLES_A_PHASE = 10;

  private final Cluster cluster;
  private final Lane lane;
  private final JobID job;
  private final Attack attack;
  private final long start = System.nanoTime();
  private long mostOnDisk;

  private Attacker(Cluster cluster, Lane lane, JobID job, Attack attack) {
    this.cluster = cluster;
    this.lane = lane;
    this.job = job;
    this.attack = attack;
  }

  /** Attacks, measures and prints. */
  public static void run(Path home, boolean quick) throws Exception {
    long unit = quick ? 100_000 : 1_000_000;
    Attack attack = new Attack(AttackedRules.aims(), 10 * unit, 10 * unit, unit);
    Rules.compiled(AttackedRules.documents());
    Map<String, Long> alerts = new ConcurrentHashMap<>();
    try (Cluster cluster = Cluster.start(home, Backend.ROCKSDB, 1)) {
      Lane lane =
          Lane.open(
              "attacked", alert -> alerts.merge(((Alert) alert).state().name(), 1L, Long::sum));
      JobID job =
          cluster.start(
              lane,
              attack,
              TypeInformation.of(RoutedMatch.class),
              matches -> Stages.correlate(matches, AttackedRules.documents()));
      new Attacker(cluster, lane, job, attack).attack();
      line("alerts: %s", new TreeMap<>(alerts));
      line("counted: %s", Counters.of(lane.name()));
    }
  }

  private void attack() throws IOException {
    long memoryLimit =
        Runtime.getRuntime().maxMemory() + Cluster.MANAGED_MEGABYTES * MEGA + OTHER_MEMORY;
    line(
        "%nRocksDB, parallelism 1, heap %,d MiB, managed memory %,d MiB",
        Runtime.getRuntime().maxMemory() / MEGA, Cluster.MANAGED_MEGABYTES);
    phase("keys nobody has seen", attack.keys());
    phase("one group, ever new values", attack.flood());
    phase("one group, ever new partial sequences", attack.partial());
    long attacked = cluster.savepointSize(job);
    line("state in a canonical savepoint: %,.1f MiB", attacked / (double) MEGA);
    phase("little, for hours of event time", Attack.AFTERWARDS);
    long left = cluster.savepointSize(job);
    line("state in a canonical savepoint: %,.1f MiB", left / (double) MEGA);
    long resident = Memory.mostResident();
    tell("resident memory, at most", resident, memoryLimit);
    tell("state on disk, at most", mostOnDisk, MOST_ON_DISK);
    tell("state left when its time was over", left, attacked / 20 + MEGA);
  }

  private void phase(String name, long events) throws IOException {
    line("%n%s: %,d events", name, events);
    line(
        "%8s %14s %12s %14s %14s %10s %14s",
        "s", "events", "events/s", "resident MiB", "at most MiB", "heap MiB", "on disk MiB");
    long sent = 0;
    while (sent < events) {
      long part = Math.min(Math.max(1, events / SAMPLES_A_PHASE), events - sent);
      long nanos = cluster.send(lane, job, attack, part);
      sent += part;
      long disk = cluster.workingSize();
      mostOnDisk = Math.max(mostOnDisk, disk);
      line(
          "%8d %,14d %,12.0f %,14d %,14d %,10d %,14d",
          (System.nanoTime() - start) / 1_000_000_000,
          sent,
          part * 1e9 / nanos,
          Memory.resident() / MEGA,
          Memory.mostResident() / MEGA,
          Memory.heap() / MEGA,
          disk / MEGA);
    }
  }

  private static void tell(String what, long bytes, long limit) {
    line(
        "%s: %,.1f MiB, limit %,.1f MiB: %s",
        what,
        bytes / (double) MEGA,
        limit / (double) MEGA,
        bytes <= limit ? "bounded" : "NOT BOUNDED");
  }
}
