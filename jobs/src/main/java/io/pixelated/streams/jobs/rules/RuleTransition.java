package io.pixelated.streams.jobs.rules;

import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.jobs.meeting.Meeting;
import io.pixelated.streams.jobs.rules.RuleGenerations.Generation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * How the subtasks that detect come from one generation of rules to the next, all at one event
 * time.
 *
 * <p>Each compiles a change beside its work. When all have, each stands still and tells the
 * greatest event time that its rules have decided on; the greatest of these is where the old rules
 * end. All go on as soon as they know it. So the old rules have decided on nothing after that time,
 * and decide on all that comes from before it.
 *
 * <p>Whether a subtask took a checkpoint before it learnt the time or after makes no difference: a
 * time that one of them knew holds for all after a restore, for what each has restored lies before
 * it. If none knew it, they agree anew.
 *
 * <p>All is called from the subtask's own thread.
 */
public final class RuleTransition {
  /**
   * How long before the time of a new generation all is taken as decided, in milliseconds: the same
   * in all subtasks, which a watermark is not.
   */
  static final long OLD_MILLIS = Duration.ofHours(1).toMillis();

  private static final long NEVER = Long.MIN_VALUE;

  private final HeldRules rules;
  private final Meeting meeting;
  private final Executor beside;
  private final Executor mailbox;
  private final Consumer<Told> downstream;
  private long latest;
  private long told;
  private boolean underWay;
  private boolean standing;

  /**
   * What is told of a generation once it holds.
   *
   * @param next the generation
   * @param statuses what became of the documents that changed with it
   */
  public record Told(RuleSwitch next, Collection<RuleStatus> statuses) {
    public Told {
      statuses = List.copyOf(statuses);
    }
  }

  /**
   * @param rules the rules of the subtask
   * @param progress how far all subtasks had come
   * @param meeting where they meet
   * @param beside what compiles
   * @param mailbox the subtask's own thread
   * @param downstream told of each generation; after a restore again of one that not all had told
   *     of
   */
  public RuleTransition(
      HeldRules rules,
      RuleProgress progress,
      Meeting meeting,
      Executor beside,
      Executor mailbox,
      Consumer<Told> downstream) {
    this.rules = rules;
    this.meeting = meeting;
    this.beside = beside;
    this.mailbox = mailbox;
    this.downstream = downstream;
    this.latest = progress.latest();
    this.told = progress.told();
  }

  /** Goes on from where the subtask was. */
  public void resume() {
    tell();
    next();
  }

  /** A change has come. */
  public void receive(RuleBatch batch) {
    rules.receive(batch);
    next();
  }

  /** The rules that decide on an event of that time; they have decided on it then. */
  public Generation decideAt(long time) {
    if (standing) {
      throw new IllegalStateException("nothing is decided while the next rules have no time");
    }
    latest = Math.max(latest, time);
    return rules.generations().at(time);
  }

  /** Whether the subtask must wait with the next event until it is told of a time. */
  public boolean standsStill() {
    return standing;
  }

  /** Whether a change that has come does not hold yet. */
  public boolean isUnderWay() {
    return underWay;
  }

  /** The greatest event time that rules have decided on: no generation will begin up to it. */
  public long decidedUntil() {
    return latest;
  }

  /** What to keep of this subtask. */
  public RuleProgress progress() {
    Map<Long, Long> times = new HashMap<>();
    rules.generations().all().forEach(each -> times.put(each.number(), each.from()));
    return new RuleProgress(latest, told, times);
  }

  private void next() {
    if (underWay || rules.undecided().isEmpty()) {
      return;
    }
    underWay = true;
    long number = rules.undecided().getAsLong();
    Compilation compilation = rules.compilation(number);
    then(
        CompletableFuture.supplyAsync(compilation::run, beside),
        compiled ->
            then(meeting.attend("compiled/" + number, 0), all -> standStill(number, compiled)));
  }

  private void standStill(long number, CompiledRules compiled) {
    standing = true;
    then(
        meeting.attend("decided/" + number, latest),
        greatest -> {
          long before = rules.generations().newest().from();
          long from = Math.max(greatest + 1, before);
          rules.hold(number, from, compiled, Math.max(from, NEVER + OLD_MILLIS) - OLD_MILLIS);
          standing = false;
          underWay = false;
          tell();
          next();
        });
  }

  private void tell() {
    for (Generation generation : rules.generations().all()) {
      if (generation.number() > told) {
        told = generation.number();
        downstream.accept(new Told(rules.told(generation), rules.statuses(told)));
      }
    }
  }

  /** Goes on in the subtask's own thread; a failure is thrown there, too. */
  @SuppressWarnings("FutureReturnValueIgnored") // what fails is thrown in the subtask's thread
  private <T> void then(CompletableFuture<T> step, Consumer<T> next) {
    step.whenComplete((value, failure) -> mailbox.execute(() -> next.accept(step.join())));
  }
}
