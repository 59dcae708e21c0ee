package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.correlation.Correlation;
import io.pixelated.streams.correlation.Raised;
import io.pixelated.streams.correlation.Routed;
import io.pixelated.streams.correlation.RoutedMatch;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.events.RuleStatus;
import io.pixelated.streams.events.RuleStatus.State;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.pipeline.Pipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules that run together: detection rules, filters, correlations, sequences. Immutable and
 * safe for threads.
 *
 * <p>Documents may come in any order: one that refers to rules that are not there is rejected for
 * now, and looked at again whenever another comes. A document that is broken, or does not fit,
 * leaves the version before it running. Only what a change concerns is looked at again.
 */
public final class Rulebook {
  /** How many correlations may lie on top of each other unless it is said otherwise. */
  public static final int DEFAULT_DEPTH = 4;

  private static final Rulebook EMPTY =
      new Rulebook(
          new RuleTerms(Draft.AS_WRITTEN, DEFAULT_DEPTH),
          Map.of(),
          Neighbours.NONE,
          Network.NONE,
          RuleSet.of(List.of()));

  private final RuleTerms terms;
  private final Map<String, Slot> slots;
  private final Neighbours neighbours;
  private final Network network;
  private final RuleSet ruleSet;

  private Rulebook(
      RuleTerms terms,
      Map<String, Slot> slots,
      Neighbours neighbours,
      Network network,
      RuleSet ruleSet) {
    this.terms = terms;
    this.slots = slots;
    this.neighbours = neighbours;
    this.network = network;
    this.ruleSet = ruleSet;
  }

  public static Rulebook empty() {
    return EMPTY;
  }

  /** The same with pipelines as they travel. */
  public static Rulebook empty(RulePipelines pipelines) {
    return empty(pipelines, DEFAULT_DEPTH);
  }

  /**
   * The same with another limit.
   *
   * @param depth how many correlations may lie on top of each other
   */
  public static Rulebook empty(RulePipelines pipelines, int depth) {
    return pipelines.names().isEmpty()
        ? empty(Draft.AS_WRITTEN, depth)
        : empty(Draft.AS_WRITTEN.withPipelines(pipelines.open()), depth);
  }

  /** A rulebook without rules that will change all it takes in with {@code pipelines}. */
  public static Rulebook empty(Pipelines pipelines) {
    return empty(Draft.AS_WRITTEN.withPipelines(pipelines), DEFAULT_DEPTH);
  }

  private static Rulebook empty(RuleLoader loader, int depth) {
    return new Rulebook(
        new RuleTerms(loader, depth), Map.of(), Neighbours.NONE, Network.NONE, EMPTY.ruleSet);
  }

  /**
   * The rulebook whose {@link #documents()} these are, in any order but for those of one key, which
   * come oldest first.
   */
  public static Rulebook restore(List<RuleDocument> documents) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (RuleDocument document : documents) {
      Slot before = slots.getOrDefault(document.key(), Slot.EMPTY);
      Draft draft = Draft.read(document, EMPTY.terms.loader());
      slots.put(document.key(), new Slot(before.waiting(), Optional.of(draft), Optional.empty()));
    }
    return EMPTY.changed(slots, slots.keySet(), new ArrayList<>());
  }

  /**
   * The rules of files, and of directories with all {@code .yml} and {@code .yaml} files below
   * them. Other than a record of {@code detection.rules}, a file may be taken in part: of several
   * rules in it, those that are good.
   */
  public static LoadedRules load(List<Path> paths) {
    return load(paths, EMPTY);
  }

  /** The same, with every rule changed by {@code pipelines} after filters were applied. */
  public static LoadedRules load(List<Path> paths, Pipelines pipelines) {
    return load(paths, empty(pipelines));
  }

  private static LoadedRules load(List<Path> paths, Rulebook empty) {
    List<Rejection> rejections = new ArrayList<>();
    Map<String, Slot> slots = new LinkedHashMap<>();
    // each file stands for itself, and toList keeps their order
    List<Draft> drafts =
        RuleFiles.readUnkeyed(paths, rejections).parallelStream()
            .map(document -> Draft.read(document, empty.terms.loader()))
            .toList();
    for (Draft whole : drafts) {
      rejections.addAll(whole.rejections());
      for (Draft part : whole.parts()) {
        slots.put(
            "part " + slots.size(),
            new Slot(Optional.empty(), Optional.of(part), Optional.empty()));
      }
    }
    Rulebook rulebook = empty.changed(slots, slots.keySet(), rejections);
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
      Draft draft = Draft.read(document, terms.loader());
      next.put(
          key,
          draft.isBroken()
              ? new Slot(
                  before.running(),
                  Optional.empty(),
                  Optional.of(draft.rejected(draft.rejections())))
              : new Slot(before.running(), Optional.of(draft), Optional.empty()));
    }
    Set<String> keys = new LinkedHashSet<>();
    documents.forEach(document -> keys.add(document.key()));
    Set<String> concerned = new Affected(neighbours, network, slots, next).by(keys);
    Rulebook changed = changed(next, concerned, new ArrayList<>());
    for (String key : concerned) {
      Optional<RuleStatus> status = changed.status(key);
      if (keys.contains(key) || !status.equals(status(key))) {
        status.ifPresent(found -> statuses.put(key, found));
      }
    }
    return new RulebookChange(changed, List.copyOf(statuses.values()));
  }

  /** What {@link #restore} needs to make this rulebook again. */
  public List<RuleDocument> documents() {
    return slots.values().stream().flatMap(slot -> slot.documents().stream()).distinct().toList();
  }

  /** What {@link #restore} needs of the documents of {@code key}. */
  public List<RuleDocument> documents(String key) {
    return Optional.ofNullable(slots.get(key)).map(Slot::documents).orElse(List.of());
  }

  /** What was last said of every key. */
  public List<RuleStatus> statuses() {
    return slots.values().stream().flatMap(slot -> slot.status().stream()).toList();
  }

  /** What was last said of {@code key}. */
  public Optional<RuleStatus> status(String key) {
    return Optional.ofNullable(slots.get(key)).flatMap(Slot::status);
  }

  /** The detection rules with their filters, ready to match. */
  public RuleSet detectionRules() {
    return ruleSet;
  }

  /** How often a rule was not evaluated to its end because one event took too long. */
  public long unfinishedEvaluations() {
    return ruleSet.overruns();
  }

  /** All correlations and sequences. */
  public Collection<Correlation> correlations() {
    return network.correlations().values();
  }

  /** The correlation or sequence of that key. */
  public Optional<Correlation> correlation(String key) {
    return Optional.ofNullable(network.correlations().get(key));
  }

  /** The correlations and sequences that take the matches or alerts of a rule. */
  public List<Correlation> takersOf(String ruleKey) {
    return network.takers().getOrDefault(ruleKey, List.of());
  }

  /** An alert on its way to the correlations that refer to its rule, as an event for them. */
  public List<RoutedMatch> route(Raised raised) {
    return route(raised, 0).matches();
  }

  /**
   * The same.
   *
   * @param generation number of this rule set, which goes along
   */
  public Routed route(Raised raised, long generation) {
    return AlertRouter.route(raised, takersOf(raised.alert().rule().id()), generation);
  }

  /** How detections name a detection rule of this rulebook; null if it has no such rule. */
  public RuleRef ref(String ruleKey) {
    Linked rule = network.detections().get(ruleKey);
    return rule == null ? null : rule.ref();
  }

  /** Every rule of this rulebook, as its matches and alerts name it. */
  public List<RuleRef> rules() {
    return Stream.concat(
            network.detections().values().stream().map(Linked::ref),
            correlations().stream().map(Correlation::ref))
        .toList();
  }

  /** Whether a detection rule may raise incidents by itself (Sigma's {@code generate}). */
  public boolean standalone(String ruleKey) {
    Linked rule = network.detections().get(ruleKey);
    return rule != null && rule.standalone();
  }

  /** This rulebook with what is {@code concerned} of {@code next} settled; changes {@code next}. */
  private Rulebook changed(Map<String, Slot> next, Set<String> concerned, List<Rejection> unfit) {
    Map<String, Slot> open = new LinkedHashMap<>();
    List<Draft> gone = new ArrayList<>();
    for (String key : concerned) {
      Optional.ofNullable(next.get(key)).ifPresent(slot -> open.put(key, slot));
      Optional.ofNullable(slots.get(key)).flatMap(Slot::running).ifPresent(gone::add);
    }
    Settlement settlement = Settlement.of(open, terms);
    unfit.addAll(settlement.unfit());
    next.putAll(settlement.slots());
    Links fresh = settlement.links();
    Tuning tuning = new Tuning(terms.loader(), network.filters(fresh, gone).values());
    Network changed = network.with(fresh, gone, tuning::of);
    Set<String> touched = new LinkedHashSet<>();
    gone.forEach(draft -> draft.rules().forEach(rule -> touched.add(rule.key())));
    fresh.index().detections().forEach(rule -> touched.add(rule.ref().id()));
    touched.addAll(Tuning.reached(network.filters(), changed.filters(), changed.detections()));
    return new Rulebook(
        terms,
        next,
        neighbours.with(concerned, slots, next),
        changed,
        tuning.updated(ruleSet, touched, changed.detections()));
  }
}
