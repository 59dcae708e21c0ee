package io.pixelated.streams.jobs.regional.threatcorrelation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.correlation.rulebook.RulePipelines;
import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.jobs.erasure.Orders;
import io.pixelated.streams.jobs.meeting.LocalMeetings;
import io.pixelated.streams.jobs.rules.RuleBatch;
import io.pixelated.streams.jobs.rules.RuleSettings;
import io.pixelated.streams.jobs.rules.RuleSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;

/** All subtasks of Detect in test harnesses, each with a thread of its own, as it has in a task. */
final class DetectSubtasks implements AutoCloseable {
  static final Duration IDLE_AFTER = Duration.ofSeconds(30);

  /** When Kafka got every event. */
  static final long RECORDED = 1_772_359_200_000L;

  private static final int MAX_PARALLELISM = 128;

  private final List<One> all = new ArrayList<>();
  private long generation;
  private long offset;

  private static final class One {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private DetectOperator operator;
    private TwoInputStreamOperatorTestHarness<RawRecord, Either<RuleBatch, KeyedRecord>, Analysis>
        harness;

    private <T> Future<T> call(Callable<T> task) {
      return thread.submit(task);
    }

    private Future<?> start(
        LocalMeetings meetings,
        List<RuleDocument> topic,
        OperatorSubtaskState state,
        int parallelism,
        int index) {
      return call(
          () -> {
            operator =
                new DetectOperator(
                    IngestSettings.of("eu-central-1"),
                    () -> topic,
                    new RuleSettings(RulePipelines.NONE, 4),
                    meetings,
                    IDLE_AFTER,
                    Orders.SETTINGS);
            harness =
                new TwoInputStreamOperatorTestHarness<>(
                    operator, MAX_PARALLELISM, parallelism, index);
            if (state != null) {
              harness.initializeState(state);
            }
            harness.open();
            return null;
          });
    }

    /** Does what has come from other threads, and waits for what is still to come. */
    private Future<?> settle() {
      return call(
          () -> {
            TaskMailbox mailbox = harness.getTaskMailbox();
            while (mailbox.hasMail() || operator.changesRules()) {
              mailbox.take(TaskMailbox.MIN_PRIORITY).run();
            }
            return null;
          });
    }
  }

  private DetectSubtasks() {}

  /** Starts for the first time, with these rules on the topic. */
  static DetectSubtasks start(int parallelism, RuleDocument... topic) throws Exception {
    return startWith(Collections.nCopies(parallelism, List.of(topic)));
  }

  /** Starts for the first time, where not all subtasks find the same on the topic. */
  static DetectSubtasks startWith(List<List<RuleDocument>> topics) throws Exception {
    return new DetectSubtasks().open(topics, new OperatorSubtaskState[0]);
  }

  /** Others that go on from where these are. */
  DetectSubtasks restored(int parallelism) throws Exception {
    List<Future<OperatorSubtaskState>> parts = new ArrayList<>();
    for (One one : all) {
      parts.add(one.call(() -> one.harness.snapshot(1, 1)));
    }
    OperatorSubtaskState[] states = new OperatorSubtaskState[parts.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = parts.get(i).get();
    }
    DetectSubtasks others = new DetectSubtasks();
    others.generation = generation;
    others.offset = offset;
    return others.open(Collections.nCopies(parallelism, List.of()), states);
  }

  private DetectSubtasks open(List<List<RuleDocument>> topics, OperatorSubtaskState[] states)
      throws Exception {
    int parallelism = topics.size();
    LocalMeetings meetings = new LocalMeetings(parallelism);
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState part =
          states.length == 0
              ? null
              : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  AbstractStreamOperatorTestHarness.repackageState(states),
                  MAX_PARALLELISM,
                  states.length,
                  parallelism,
                  i);
      One one = new One();
      all.add(one);
      started.add(one.start(meetings, topics.get(i), part, parallelism, i));
    }
    await(started);
    if (states.length == 0) {
      settle();
    }
    return this;
  }

  /** Brings a change and waits until it holds. */
  void change(RuleDocument... documents) throws Exception {
    bring(documents);
    settle();
  }

  /** Brings a change, which takes its time. */
  void bring(RuleDocument... documents) throws Exception {
    generation++;
    RuleBatch batch = new RuleBatch(generation, List.of(documents));
    List<Future<?>> brought = new ArrayList<>();
    for (One one : all) {
      brought.add(
          one.call(
              () -> {
                one.harness.processElement2(new StreamRecord<>(Either.Left(batch)));
                return null;
              }));
    }
    await(brought);
  }

  /** Orders all to forget a user as far as they were recorded before some time of Kafka's clock. */
  void forget(String user, long time) throws Exception {
    KeyedRecord order = Orders.ofUser(user, time);
    List<Future<?>> told = new ArrayList<>();
    for (One one : all) {
      told.add(
          one.call(
              () -> {
                one.harness.processElement2(new StreamRecord<>(Either.Right(order)));
                return null;
              }));
    }
    await(told);
  }

  void settle() throws Exception {
    List<Future<?>> settled = new ArrayList<>();
    all.forEach(one -> settled.add(one.settle()));
    await(settled);
  }

  /** Titles of the rules that match an event of that time. */
  List<String> titlesAt(int subtask, Instant time) throws Exception {
    String event =
        """
        {"EventID":4625,"Channel":"Security","Hostname":"ws-1","TargetUserName":"ana",\
        "@timestamp":"%s"}"""
            .formatted(time);
    send(subtask, event.getBytes(UTF_8));
    List<Analysis> analyses = analyses(subtask);
    return analyses.get(analyses.size() - 1).detections().stream()
        .map(detection -> detection.rule().title())
        .toList();
  }

  void send(int subtask, byte[] value) throws Exception {
    Origin origin = new Origin("raw", subtask, offset++, RECORDED);
    One one = all.get(subtask);
    one.call(
            () -> {
              one.harness.processElement1(new StreamRecord<>(new RawRecord(value, origin)));
              return null;
            })
        .get();
  }

  List<Analysis> analyses(int subtask) throws Exception {
    One one = all.get(subtask);
    return one.call(() -> one.harness.extractOutputValues()).get();
  }

  List<DeadLetter> deadLetters(int subtask) throws Exception {
    return side(all.get(subtask), DetectOperator.DEAD_LETTERS);
  }

  List<RuleStatus> statuses() throws Exception {
    List<RuleStatus> told = new ArrayList<>();
    for (One one : all) {
      told.addAll(side(one, DetectOperator.RULE_STATUS));
    }
    return told;
  }

  List<RuleSwitch> switches(int subtask) throws Exception {
    return side(all.get(subtask), DetectOperator.RULE_SWITCHES);
  }

  /** All that a subtask says when an event comes. */
  List<Object> saidOnArrival(int subtask) throws Exception {
    One one = all.get(subtask);
    one.call(
            () -> {
              one.harness.getOutput().clear();
              return null;
            })
        .get();
    titlesAt(subtask, Instant.EPOCH);
    return one.call(() -> List.<Object>copyOf(one.harness.getOutput())).get();
  }

  /** What a subtask says of event time when this time of the clock has come. */
  List<Object> timeSaidAt(int subtask, long clock) throws Exception {
    One one = all.get(subtask);
    return one.call(
            () -> {
              one.harness.getOutput().clear();
              one.harness.setProcessingTime(clock);
              return List.<Object>copyOf(one.harness.getOutput());
            })
        .get();
  }

  private static <T> List<T> side(One one, OutputTag<T> tag) throws Exception {
    var told = one.call(() -> one.harness.getSideOutput(tag)).get();
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  private static void await(List<Future<?>> tasks) throws Exception {
    for (Future<?> task : tasks) {
      task.get();
    }
  }

  @Override
  public void close() throws Exception {
    settle();
    for (One one : all) {
      one.call(
              () -> {
                one.harness.close();
                return null;
              })
          .get();
      one.thread.shutdown();
    }
  }
}
