package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All rules that run together: detection rules, correlations, sequences. Immutable and safe for
 * threads.
 *
 * <p>Documents may come in any order: one that refers to rules that are not there is rejected for
 * now, and looked at again whenever another comes. A document that is broken, or does not fit,
 * leaves the version before it running.
 */
public final class Rulebook {
  private static final Rulebook EMPTY =
      new Rulebook(Map.of(), Links.of(List.of(), Map.of()), RuleSet.of(List.of()));

  private final Map<String, Slot> slots;
  private final Links links;
  private final RuleSet ruleSet;

  private Rulebook(Map<String, Slot> slots, Links links, RuleSet ruleSet) {
    this.slots = slots;
    this.links = links;
    this.ruleSet = ruleSet;
  }

  public static Rulebook empty() {
    return EMPTY;
  }

  /**
   * The rulebook whose {@link #documents()} these are, in any order but for those of one key, which
   * come oldest first.
   */
  public static Rulebook restore(List<RuleDocument> documents) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (RuleDocument document : documents) {
      Slot before = slots.getOrDefault(document.key(), Slot.EMPTY);
      Draft draft = Draft.read(document);
      slots.put(document.key(), new Slot(before.waiting(), Optional.of(draft), Optional.empty()));
    }
    return EMPTY.relinked(slots);
  }

  /**
   * The rules of files, and of directories with all {@code .yml} and {@code .yaml} files below
   * them. Other than a record of {@code detection.rules}, a file may be taken in part: of several
   * rules in it, those that are good.
   */
  public static LoadedRules load(List<Path> paths) {
    List<Rejection> rejections = new ArrayList<>();
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (RuleDocument document : RuleFiles.readUnkeyed(paths, rejections)) {
      Draft whole = Draft.read(document);
      rejections.addAll(whole.rejections());
      for (Draft part : whole.parts()) {
        slots.put(
            "part " + slots.size(),
            new Slot(Optional.empty(), Optional.of(part), Optional.empty()));
      }
    }
    List<Rejection> unfit = new ArrayList<>();
    Rulebook rulebook = EMPTY.relinked(slots, unfit::addAll);
    rejections.addAll(unfit);
    return new LoadedRules(rulebook, rejections);
  }

  /** Takes in one record of {@code detection.rules}. */
  public RulebookChange apply(RuleDocument document) {
    return apply(List.of(document));
  }

  /** Takes in several records in their order, at once. */
  public RulebookChange apply(List<RuleDocument> documents) {
    Map<String, Slot> next = new LinkedHashMap<>(slots);
    Map<String, RuleStatus> statuses = new LinkedHashMap<>();
    for (RuleDocument document : documents) {
      String key = document.key();
      statuses.remove(key);
      if (document.isTombstone()) {
        next.remove(key);
        statuses.put(key, new RuleStatus(key, "", State.REMOVED, document.file(), 0, ""));
        continue;
      }
      Slot before = next.getOrDefault(key, Slot.EMPTY);
      Draft draft = Draft.read(document);
      next.put(
          key,
          draft.isBroken()
              ? new Slot(
                  before.running(),
                  Optional.empty(),
                  Optional.of(rejected(draft, draft.rejections())))
              : new Slot(before.running(), Optional.of(draft), Optional.empty()));
    }
    Rulebook changed = relinked(next);
    changed.slots.forEach(
        (key, slot) -> {
          Optional<RuleStatus> before = Optional.ofNullable(slots.get(key)).flatMap(Slot::status);
          if (!slot.status().equals(before)) {
            slot.status().ifPresent(status -> statuses.put(key, status));
          }
        });
    documents.forEach(
        document ->
            Optional.ofNullable(changed.slots.get(document.key()))
                .flatMap(Slot::status)
                .ifPresent(status -> statuses.put(document.key(), status)));
    return new RulebookChange(changed, List.copyOf(statuses.values()));
  }

  /** What {@link #restore} needs to make this rulebook again. */
  public List<RuleDocument> documents() {
    return slots.values().stream().flatMap(slot -> slot.documents().stream()).distinct().toList();
  }

  /** What was last said of every key. */
  public List<RuleStatus> statuses() {
    return slots.values().stream().flatMap(slot -> slot.status().stream()).toList();
  }

  /** The detection rules, ready to match. */
  public RuleSet detectionRules() {
    return ruleSet;
  }

  /** All correlations and sequences. */
  public Collection<Correlation> correlations() {
    return links.correlations().values();
  }

  /** The correlation or sequence of that key. */
  public Optional<Correlation> correlation(String key) {
    return Optional.ofNullable(links.correlations().get(key));
  }

  /** The correlations and sequences that take the matches of a detection rule. */
  public List<Correlation> takersOf(String ruleKey) {
    return links.takers().getOrDefault(ruleKey, List.of());
  }

  /** How detections name a detection rule of this rulebook. */
  public RuleRef ref(String ruleKey) {
    return links.refs().get(ruleKey);
  }

  /** Whether a detection rule may raise incidents by itself (Sigma's {@code generate}). */
  public boolean standalone(String ruleKey) {
    return links.standalone().contains(ruleKey);
  }

  private Rulebook relinked(Map<String, Slot> next) {
    return relinked(next, reasons -> {});
  }

  private Rulebook relinked(Map<String, Slot> next, Consumer<List<Rejection>> unfit) {
    Map<String, Integer> choice = new LinkedHashMap<>();
    next.forEach(
        (key, slot) -> {
          if (!slot.candidates().isEmpty()) {
            choice.put(key, 0);
          }
        });
    Map<String, List<Rejection>> reasons = new LinkedHashMap<>();
    Links linked = link(next, choice);
    while (!linked.rejections().isEmpty()) {
      stepDown(next, choice, linked.rejections(), reasons);
      linked = link(next, choice);
    }
    reasons.values().forEach(unfit);
    Map<String, Slot> settled = new LinkedHashMap<>();
    next.forEach(
        (key, slot) ->
            settled.put(key, settle(slot, choice.getOrDefault(key, -1), reasons.get(key))));
    return new Rulebook(settled, linked, updated(linked.detections()));
  }

  private Links link(Map<String, Slot> next, Map<String, Integer> choice) {
    List<Draft> chosen = new ArrayList<>();
    choice.forEach((key, which) -> chosen.add(next.get(key).candidates().get(which)));
    return Links.of(chosen, links.correlations());
  }

  /**
   * Gives way where something does not fit: new versions first, then what has been running, which
   * may fit again once a new version of another has given way.
   */
  private static void stepDown(
      Map<String, Slot> next,
      Map<String, Integer> choice,
      IdentityHashMap<Draft, List<Rejection>> rejections,
      Map<String, List<Rejection>> reasons) {
    Set<String> newer = new LinkedHashSet<>();
    Set<String> last = new LinkedHashSet<>();
    choice.forEach(
        (key, which) -> {
          List<Draft> candidates = next.get(key).candidates();
          if (rejections.containsKey(candidates.get(which))) {
            (which + 1 < candidates.size() ? newer : last).add(key);
          }
        });
    for (String key : newer.isEmpty() ? last : newer) {
      List<Draft> candidates = next.get(key).candidates();
      int which = choice.get(key);
      reasons.putIfAbsent(key, rejections.get(candidates.get(which)));
      if (which + 1 < candidates.size()) {
        choice.put(key, which + 1);
      } else {
        choice.remove(key);
      }
    }
  }

  private static Slot settle(Slot slot, int choice, List<Rejection> reasons) {
    List<Draft> candidates = slot.candidates();
    if (candidates.isEmpty()) {
      return slot;
    }
    Draft newest = candidates.get(0);
    if (choice < 0) {
      return new Slot(
          Optional.empty(), Optional.of(newest), Optional.of(rejected(newest, reasons)));
    }
    if (choice > 0) {
      return new Slot(slot.running(), Optional.of(newest), Optional.of(rejected(newest, reasons)));
    }
    boolean known = slot.waiting().isEmpty() && slot.status().isPresent();
    return new Slot(
        Optional.of(newest),
        Optional.empty(),
        known ? slot.status() : Optional.of(accepted(newest)));
  }

  private RuleSet updated(Map<String, DetectionRule> detections) {
    if (ruleSet.size() == 0) {
      return RuleSet.of(detections.values());
    }
    RuleSet updated = ruleSet;
    for (String key : links.detections().keySet()) {
      if (!detections.containsKey(key)) {
        updated = updated.without(key);
      }
    }
    for (Map.Entry<String, DetectionRule> rule : detections.entrySet()) {
      if (!rule.getValue().equals(links.detections().get(rule.getKey()))) {
        updated = updated.with(rule.getValue());
      }
    }
    return updated;
  }

  private static RuleStatus accepted(Draft draft) {
    return new RuleStatus(
        draft.source().key(), draft.version(), State.ACCEPTED, draft.source().file(), 0, "");
  }

  private static RuleStatus rejected(Draft draft, List<Rejection> rejections) {
    String reason =
        rejections.isEmpty()
            ? "there is no rule in it; to remove a rule, write a record without a value"
            : rejections.stream().map(Rejection::reason).collect(Collectors.joining("; "));
    int line = rejections.isEmpty() ? 1 : rejections.get(0).line();
    return new RuleStatus(
        draft.source().key(),
        Ids.version(draft.source().text()),
        State.REJECTED,
        draft.source().file(),
        line,
        reason);
  }
}
