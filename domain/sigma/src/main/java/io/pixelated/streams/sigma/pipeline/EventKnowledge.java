package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.Condition;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Pipelines read towards the event. Where towards the rule they say "a rule of this log source asks
 * for that, with fields called so", they say here "an event of which that holds is of this log
 * source, and a field may lie there under such names".
 *
 * <p>Steps count that apply to log sources alone: those with one {@code logsource} condition, or
 * several of which any suffices, and those that ask whether such a step was applied. A {@code
 * change_logsource} ends what its log source asks for: what follows for the same log source is
 * another way to be of it.
 */
public final class EventKnowledge {

  private static final LogSource ANY =
      new LogSource(Optional.empty(), Optional.empty(), Optional.empty());

  private final List<Membership> memberships = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();

  /**
   * When an event is of a log source.
   *
   * @param source the log source
   * @param given the log source that the event must be known to be of
   * @param tests what else must hold, all of it
   */
  public record Membership(LogSource source, LogSource given, List<Test> tests) {
    public Membership {
      Objects.requireNonNull(source);
      Objects.requireNonNull(given);
      tests = List.copyOf(tests);
    }
  }

  /** Items that must all hold, or must not if {@code negated}. */
  public record Test(List<DetectionItem> items, boolean negated) {
    public Test {
      items = List.copyOf(items);
    }
  }

  /**
   * Other names of a field.
   *
   * @param source the log source whose rules use {@code field}
   * @param names best first
   */
  public record Alias(LogSource source, String field, List<String> names) {
    public Alias {
      Objects.requireNonNull(source);
      Objects.requireNonNull(field);
      names = List.copyOf(names);
    }
  }

  private EventKnowledge() {}

  /** What the pipelines say of events, in their order. */
  public static EventKnowledge of(List<ProcessingPipeline> pipelines) {
    EventKnowledge knowledge = new EventKnowledge();
    pipelines.forEach(knowledge::add);
    return knowledge;
  }

  public List<Membership> memberships() {
    return List.copyOf(memberships);
  }

  public List<Alias> aliases() {
    return List.copyOf(aliases);
  }

  private void add(ProcessingPipeline pipeline) {
    Map<LogSource, List<Test>> open = new LinkedHashMap<>();
    add(pipeline.items(), List.of(ANY), new LinkedHashMap<>(), open);
    open.forEach((source, tests) -> memberships.add(new Membership(source, within(source), tests)));
  }

  private void add(
      List<ProcessingItem> items,
      List<LogSource> around,
      Map<String, List<LogSource>> byId,
      Map<LogSource, List<Test>> open) {
    for (ProcessingItem item : items) {
      List<LogSource> sources = sources(item, around, byId);
      byId.put(item.id(), sources);
      for (LogSource source : sources) {
        add(item.transformation(), source, byId, open);
      }
    }
  }

  private void add(
      Transformation transformation,
      LogSource source,
      Map<String, List<LogSource>> byId,
      Map<LogSource, List<Test>> open) {
    if (transformation instanceof RuleChanges.Nest nest) {
      add(nest.items(), List.of(source), byId, open);
    } else if (transformation instanceof FieldNames.FieldMapping mapping) {
      mapping.mapping().forEach((field, names) -> aliases.add(new Alias(source, field, names)));
    } else if (transformation instanceof AddCondition added && !added.template()) {
      open.computeIfAbsent(source, s -> new ArrayList<>())
          .add(new Test(added.items(), added.negated()));
    } else if (transformation instanceof RuleChanges.ChangeLogSource changed) {
      List<Test> tests = open.remove(source);
      memberships.add(
          new Membership(source, changed.logSource(), tests == null ? List.of() : tests));
    }
  }

  /** The log sources whose rules a step is for; none if that is not all it asks. */
  private static List<LogSource> sources(
      ProcessingItem item, List<LogSource> around, Map<String, List<LogSource>> byId) {
    ConditionSet<RuleCondition> asked = item.ruleConditions();
    if (asked.conditions().isEmpty()) {
      return around;
    }
    boolean anyOf = asked.conditions().size() == 1 || asked.link() instanceof Condition.Or;
    if (asked.negated() || !anyOf) {
      return List.of();
    }
    List<LogSource> sources = new ArrayList<>();
    for (RuleCondition condition : asked.conditions().values()) {
      if (condition instanceof RuleCondition.OfLogSource of) {
        sources.add(of.logSource());
      } else if (condition instanceof RuleCondition.ItemApplied applied) {
        sources.addAll(byId.getOrDefault(applied.id(), List.of()));
      } else {
        return List.of();
      }
    }
    return sources;
  }

  /** A log source that stays what it is, and only asks for more, is found within its product. */
  private static LogSource within(LogSource source) {
    boolean productOnly = source.category().isEmpty() && source.service().isEmpty();
    return productOnly ? ANY : new LogSource(source.product(), Optional.empty(), Optional.empty());
  }
}
