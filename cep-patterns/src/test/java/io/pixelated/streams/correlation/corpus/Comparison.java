package io.pixelated.streams.correlation.corpus;

import io.pixelated.streams.correlation.rulebook.LoadedRules;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import io.pixelated.streams.ingest.Ingest;
import io.pixelated.streams.ingest.IngestSettings;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.reference.Rule;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.RuleFile;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.RuleSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Asks the engine and the reference about the same rules and events, and notes where they differ.
 */
final class Comparison {
  private static final Origin NOWHERE = new Origin("", 0, 0, 0);

  private final Map<String, Rule> references = new HashMap<>();
  private final RuleSet engine;
  private final Collection<String> differences = new ConcurrentLinkedQueue<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong applicable = new AtomicLong();
  private final AtomicLong matches = new AtomicLong();

  Comparison(Path rules) {
    LoadedRules loaded = Rulebook.load(List.of(rules));
    engine = loaded.rulebook().detectionRules();
    Set<String> rejected =
        loaded.rejections().stream().map(Rejection::rule).collect(Collectors.toSet());
    for (RuleFile file : RuleFile.read(List.of(rules), new ArrayList<>())) {
      for (Rule rule : Rule.read(file.text(), Map.of())) {
        String key = rule.get("id").toString();
        if (!rejected.contains(key)) {
          references.put(key, rule);
        }
      }
    }
  }

  int rules() {
    return references.size();
  }

  boolean sameRules() {
    return references.size() == engine.size();
  }

  long events() {
    return events.get();
  }

  /** Every rule with every event. */
  long pairs() {
    return events.get() * references.size();
  }

  /** Those of which the rule is for the event's log source. */
  long applicablePairs() {
    return applicable.get();
  }

  long matches() {
    return matches.get();
  }

  Collection<String> differences() {
    return differences;
  }

  /** Compares on the events of one recording. */
  void compare(String name, List<String> lines) {
    Ingest ingest = Ingest.standard(IngestSettings.of("eu-central-1"));
    Map<LogSources, Map<String, Rule>> bySource = new HashMap<>();
    for (String line : lines) {
      RawRecord record = new RawRecord(line.getBytes(StandardCharsets.UTF_8), NOWHERE);
      if (!(ingest.parse(record) instanceof Parsed parsed)) {
        throw new IllegalStateException("not parsed: an event of " + name);
      }
      ParsedEvent event = parsed.event();
      compare(name, event, bySource.computeIfAbsent(event.logSources(), this::rulesFor));
    }
  }

  private void compare(String name, ParsedEvent event, Map<String, Rule> rules) {
    Set<String> found = new TreeSet<>();
    engine.match(event).forEach(match -> found.add(match.rule().key()));
    SeenEvent seen = new SeenEvent(event);
    Set<String> expected = new TreeSet<>();
    rules.forEach(
        (key, rule) -> {
          if (rule.matches(seen)) {
            expected.add(key);
          }
        });
    events.incrementAndGet();
    applicable.addAndGet(rules.size());
    matches.addAndGet(expected.size());
    if (!found.equals(expected)) {
      Set<String> missed = new TreeSet<>(expected);
      missed.removeAll(found);
      found.removeAll(expected);
      differences.add(
          "%s, event %d: the engine misses %s and invents %s"
              .formatted(name, events.get(), missed, found));
    }
  }

  private Map<String, Rule> rulesFor(LogSources sources) {
    Map<String, Rule> rules = new HashMap<>(references);
    rules
        .values()
        .removeIf(
            rule -> !rule.isFor(sources.products(), sources.categories(), sources.services()));
    return rules;
  }
}
