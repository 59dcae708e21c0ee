package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.jobs.meeting.LocalMeetings;
import io.pixelated.streams.jobs.rules.RuleTransition.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;

/**
 * The subtasks of an operator in slow motion: one step at a time, of a subtask that chance decides.
 * Changes reach them in one order, with barriers of checkpoints in between; each reads partitions
 * of its own at its own pace.
 */
final class Subtasks {
  /** Stands for the barrier of a checkpoint among the batches. */
  private static final long BARRIER = -1;

  private final Random random;
  private final List<List<Long>> partitions;
  private final List<Map<Integer, Long>> decisions = new ArrayList<>();
  private final List<Long> log = new ArrayList<>();
  private final Map<Long, Long> told = new TreeMap<>();
  private List<One> all = new ArrayList<>();
  private Checkpoint completed;
  private int sent;

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Checkpoint(
      int position, List<RuleMemory> memories, List<RuleProgress> progresses, int[] read) {}

  private record Kept(RuleMemory memory, RuleProgress progress, Map<Integer, Integer> read) {}

  /** One subtask. */
  private final class One {
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private final Map<Integer, Integer> read = new TreeMap<>();
    private final HeldRules rules;
    private final RuleTransition transition;
    private int position;
    private final List<Kept> kept = new ArrayList<>();

    private One(int index, LocalMeetings meetings, HeldRules rules, RuleProgress progress) {
      this.rules = rules;
      this.transition =
          new RuleTransition(
              rules,
              progress,
              meetings.enter(index, 0),
              beside::add,
              mailbox::add,
              Subtasks.this::tell);
      mailbox.add(transition::resume);
    }

    private boolean step() {
      if (!mailbox.isEmpty() && random.nextBoolean()) {
        mailbox.remove().run();
        return true;
      }
      if (!beside.isEmpty() && random.nextInt(4) == 0) {
        beside.remove().run();
        return true;
      }
      if (!transition.standsStill() && position < log.size() && random.nextInt(6) == 0) {
        take(log.get(position));
        return true;
      }
      return !transition.standsStill() && readOne();
    }

    private void take(long entry) {
      position++;
      if (entry == BARRIER) {
        kept.add(new Kept(rules.memory(), transition.progress(), Map.copyOf(read)));
        completeCheckpoint();
      } else {
        transition.receive(batch(entry));
      }
    }

    private boolean readOne() {
      List<Integer> open =
          read.keySet().stream().filter(p -> read.get(p) < partitions.get(p).size()).toList();
      if (open.isEmpty()) {
        return false;
      }
      int partition = open.get(random.nextInt(open.size()));
      int next = read.merge(partition, 1, Integer::sum) - 1;
      long time = partitions.get(partition).get(next);
      decisions.get(partition).put(next, transition.decideAt(time).number());
      return true;
    }

    private boolean done() {
      return mailbox.isEmpty()
          && beside.isEmpty()
          && position == log.size()
          && !transition.isUnderWay()
          && read.keySet().stream().allMatch(p -> read.get(p) == partitions.get(p).size());
    }
  }

  Subtasks(Random random, int parallelism, List<List<Long>> partitions) {
    this.random = random;
    this.partitions = partitions;
    partitions.forEach(partition -> decisions.add(new HashMap<>()));
    HeldRules first = HeldRules.first(List.of(), new RuleSettings(RulePipelines.NONE, 4));
    completed = new Checkpoint(0, List.of(first.memory()), List.of(), new int[partitions.size()]);
    start(parallelism);
  }

  /** A change of rules, whatever it is. */
  void change() {
    log.add((long) ++sent);
  }

  void checkpoint() {
    log.add(BARRIER);
  }

  /** All fail and begin again where the last complete checkpoint was. */
  void fail(int parallelism) {
    log.removeIf(entry -> entry == BARRIER);
    start(parallelism);
  }

  void step() {
    all.get(random.nextInt(all.size())).step();
  }

  void finish() {
    while (!all.stream().allMatch(One::done)) {
      step();
    }
  }

  /** Per generation from when on it holds, as each subtask knows it. */
  List<Map<Long, Long>> times() {
    return all.stream().map(one -> one.transition.progress().times()).toList();
  }

  /** Per generation from when on it holds, as was told downstream. */
  Map<Long, Long> told() {
    return told;
  }

  /** Which generation decided on the event at a place. */
  long decision(int partition, int index) {
    return decisions.get(partition).get(index);
  }

  private void start(int parallelism) {
    LocalMeetings meetings = new LocalMeetings(parallelism);
    RuleProgress progress = RuleProgress.together(completed.progresses());
    told.keySet().removeIf(number -> number > progress.told());
    all = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      List<RuleMemory> copies = completed.memories();
      RuleMemory memory = copies.get(i % copies.size());
      Map<Long, Long> times = progress.times().isEmpty() ? memory.times() : progress.times();
      One one =
          new One(
              i,
              meetings,
              HeldRules.restored(memory.withTimes(times), new RuleSettings(RulePipelines.NONE, 4)),
              progress);
      one.position = completed.position();
      all.add(one);
    }
    for (int p = 0; p < partitions.size(); p++) {
      int reached = completed.read()[p];
      all.get(p % parallelism).read.put(p, reached);
      decisions.get(p).keySet().removeIf(index -> index >= reached);
    }
  }

  /** The checkpoint is complete when every subtask has kept its part of it. */
  private void completeCheckpoint() {
    if (all.stream().anyMatch(one -> one.kept.isEmpty())) {
      return;
    }
    List<Kept> parts = all.stream().map(one -> one.kept.remove(0)).toList();
    int[] read = new int[partitions.size()];
    parts.forEach(part -> part.read().forEach((p, index) -> read[p] = index));
    int position = log.indexOf(BARRIER);
    log.remove(position);
    all.forEach(one -> one.position--);
    completed =
        new Checkpoint(
            position,
            parts.stream().map(Kept::memory).toList(),
            parts.stream().map(Kept::progress).toList(),
            read);
  }

  private void tell(Told next) {
    told.put(next.next().generation(), next.next().from());
  }

  private static RuleBatch batch(long number) {
    return new RuleBatch(
        number,
        List.of(new RuleDocument("key-" + number, "", "", new Origin("rules", 0, number, 0))));
  }
}
