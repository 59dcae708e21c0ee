package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.OpsAlert;
import io.pixelated.streams.jobs.incidents.KeyedSnapshot;
import io.pixelated.streams.jobs.meeting.Meeting;
import io.pixelated.streams.jobs.meeting.MeetingPlace;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.Checked;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.QuarantinedRecord;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.ResidencyCheck;
import io.pixelated.streams.residency.Ruling;
import io.pixelated.streams.residency.Verdict;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets through what the policies permit, as far as they do, and says of everything why.
 *
 * <p>A change of policies or approvals holds from one event time on, on every subtask: each stands
 * still and tells the greatest event time that it has decided on; behind the greatest of these the
 * change begins. Nothing else decides by which policies a record is checked but its own time.
 */
final class ResidencyOperator extends AbstractStreamOperator<Cleared>
    implements TwoInputStreamOperator<Request, RulingChange, Cleared> {
  static final OutputTag<QuarantinedRecord> QUARANTINED =
      new OutputTag<>("quarantined", TypeInformation.of(QuarantinedRecord.class));
  static final OutputTag<AuditRecord> AUDIT =
      new OutputTag<>("audit", TypeInformation.of(AuditRecord.class));
  static final OutputTag<DeadLetter> REJECTED =
      new OutputTag<>("rejected-rulings", TypeInformation.of(DeadLetter.class));
  static final OutputTag<OpsAlert> ALERTS =
      new OutputTag<>("residency-alerts", TypeInformation.of(OpsAlert.class));

  /** Conditions that are remembered, so that each is told of once and not per record. */
  private static final int MOST_TOLD = 10_000;

  private static final long serialVersionUID = 1L;

  private final KeyLocation keys;
  private final String region;
  private final KeyedSnapshot policies;
  private final KeyedSnapshot approvals;
  private final MeetingPlace place;

  private transient ListState<RulingMemory> memories;
  private transient Meeting meeting;
  private transient MailboxExecutor mailbox;
  private transient RulingBook book;
  private transient boolean standing;
  private transient ResidencyCheck check;
  private transient Map<String, Counter> verdicts;
  private transient Counter rejected;
  private transient Set<String> told;

  ResidencyOperator(
      KeyLocation keys,
      String region,
      KeyedSnapshot policies,
      KeyedSnapshot approvals,
      MeetingPlace place) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
    this.policies = Objects.requireNonNull(policies, "policies");
    this.approvals = Objects.requireNonNull(approvals, "approvals");
    this.place = Objects.requireNonNull(place, "place");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    meeting = place.enter(getContainingTask().getEnvironment(), getOperatorID());
    memories =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("rulings", TypeInformation.of(RulingMemory.class)));
    // A savepoint from before there were changes of policies has no rulings.
    book =
        context.isRestored() && memories.get().iterator().hasNext()
            ? RulingBook.restored(memories.get())
            : FirstRulings.read(policies, approvals, meeting);
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyProvider provider = keys.provider();
    // Missing keys stop the job before it takes anything, not with the first record in need of one.
    provider.current(region, KeyPurpose.PSEUDONYM);
    provider.current(region, KeyPurpose.ENCRYPTION);
    check = new ResidencyCheck(Ruling.shipped(), provider);
    verdicts = new HashMap<>();
    told = new HashSet<>();
    rejected = getMetricGroup().counter("rejectedRulings");
    getMetricGroup().gauge("rulingGeneration", () -> book.newest().number());
    getMetricGroup().gauge("rulingEffectiveFrom", () -> book.newest().from());
    mailbox.execute(this::begin, "rulings after a start");
  }

  @Override
  public void processElement1(StreamRecord<Request> element) throws Exception {
    while (standing) {
      mailbox.yield();
    }
    Request request = element.getValue();
    Checked checked = check.check(request, book.decideAt(request.time()));
    verdicts.computeIfAbsent(checked.verdict().outcome(), this::counter).inc();
    checked.cleared().ifPresent(cleared -> output.collect(new StreamRecord<>(cleared)));
    checked.quarantined().ifPresent(held -> output.collect(QUARANTINED, new StreamRecord<>(held)));
    if (checked.verdict() instanceof Verdict.Quarantine held && held.nowhere()) {
      tell(ResidencyAlerts.nowhere(region, request, held.basis()));
    }
    output.collect(AUDIT, new StreamRecord<>(checked.audit()));
  }

  @Override
  public void processElement2(StreamRecord<RulingChange> element) {
    RulingChange change = element.getValue();
    String problem = book.receive(change);
    reject(change, problem);
    if (change.anew() && isFirst()) {
      tell(ResidencyAlerts.anew(region, stage(change), change));
      if (problem.isEmpty()) {
        leave(change, ResidencyAlerts.ANEW);
      }
    }
    next();
  }

  private void reject(RulingChange change, String problem) {
    if (!problem.isEmpty() && isFirst()) {
      rejected.inc();
      leave(change, problem);
      tell(ResidencyAlerts.rejected(region, stage(change), change, problem));
    }
  }

  private void leave(RulingChange change, String reason) {
    DeadLetter letter = DeadLetter.of(change.record().raw(), region, stage(change), reason);
    output.collect(REJECTED, new StreamRecord<>(letter));
  }

  private static String stage(RulingChange change) {
    return change.approval() ? "approvals" : "policies";
  }

  /** What all subtasks find, one tells. */
  private boolean isFirst() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  /** Changes that came before the end hold before the end: others may still have records. */
  @Override
  public void finish() throws Exception {
    while (standing) {
      mailbox.yield();
    }
    super.finish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    memories.update(List.of(book.memory()));
  }

  @Override
  public void close() throws Exception {
    if (meeting != null) {
      meeting.close();
    }
    super.close();
  }

  private void begin() {
    if (!book.unreadable().isEmpty() && isFirst()) {
      tell(ResidencyAlerts.unreadable(region, book.unreadable(), book.newest()));
    }
    next();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails is thrown in the subtask's thread
  private void next() {
    if (standing || book.next().isEmpty()) {
      return;
    }
    standing = true;
    RulingChange change = book.next().get();
    CompletableFuture<Long> greatest = meeting.attend("ruling/" + change.number(), book.latest());
    greatest.whenComplete(
        (time, failure) ->
            mailbox.execute(
                () -> {
                  reject(change, book.hold(greatest.join()));
                  standing = false;
                  next();
                },
                "change of rulings"));
  }

  private void tell(OpsAlert alert) {
    if (told.size() < MOST_TOLD && told.add(alert.id())) {
      output.collect(ALERTS, new StreamRecord<>(alert));
    }
  }

  private Counter counter(String outcome) {
    return getMetricGroup().addGroup("verdict", outcome).counter("records");
  }
}
