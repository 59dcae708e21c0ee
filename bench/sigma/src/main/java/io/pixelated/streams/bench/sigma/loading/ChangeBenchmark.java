package io.pixelated.streams.bench.sigma.loading;

import io.pixelated.streams.bench.sigma.corpus.Engine;
import io.pixelated.streams.bench.sigma.corpus.Recordings;
import io.pixelated.streams.bench.sigma.corpus.RulePack;
import io.pixelated.streams.correlation.rulebook.RuleFiles;
import io.pixelated.streams.correlation.rulebook.Rulebook;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RuleDocument;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a changed rule to the first event that it decides on, with all rules loaded. */
public class ChangeBenchmark {
  private static final String RULE =
      """
      title: Changed
      id: 5d1cf6a4-3c7e-4c6b-9f44-0d1c8f9a7b10
      status: test
      level: high
      logsource:
        product: windows
        category: process_creation
      detection:
        selection:
          CommandLine|contains:
            - 'changed-%1$d'
            - 'whoami'
        filter:
          ParentImage|endswith: '\\parent%1$d.exe'
        condition: selection and not filter
      """;

  private static final String PROCESS_CREATION =
      """
      {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,
       "SourceName":"Microsoft-Windows-Sysmon","Image":"C:\\\\Windows\\\\System32\\\\changed.exe",
       "CommandLine":"changed-%1$d --now","ParentImage":"C:\\\\Windows\\\\explorer.exe"}""";

  /** All rules at work, and another version of one rule for every call. */
  @State(Scope.Thread)
  public static class AtWork {
    private static final int EVENTS_BEFORE = 20_000;

    private Engine engine;
    private RuleSet rules;
    private Rulebook rulebook;
    private List<ParsedEvent> oneOfEveryKind;
    private int version;
    private ParsedEvent event;
    private DetectionRule rule;
    private RuleDocument document;

    @Setup
    public void load() {
      rules = RuleSet.of(RulePack.all());
      engine = new Engine(rules);
      rulebook =
          Rulebook.empty()
              .apply(RuleFiles.read(List.of(RulePack.directory()), new ArrayList<>()))
              .rulebook();
      Map<Object, ParsedEvent> kinds = new LinkedHashMap<>();
      for (byte[] bytes : Recordings.mixed().subList(0, EVENTS_BEFORE)) {
        ParsedEvent parsed = engine.parse(bytes);
        kinds.putIfAbsent(parsed.logSource(), parsed);
        engine.match(parsed);
        engine.match(parsed, rulebook.detectionRules());
      }
      oneOfEveryKind = List.copyOf(kinds.values());
    }

    @Setup(Level.Invocation)
    public void change() {
      version++;
      String text = RULE.formatted(version);
      rule = (DetectionRule) RuleLoader.standard().read("changed.yml", text).rules().get(0);
      document =
          new RuleDocument(rule.key(), text, "changed.yml", new Origin("bench", 0, version, 0));
      event = engine.parse(PROCESS_CREATION.formatted(version).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The first match under changed rules.
     *
     * @throws IllegalStateException if the changed rule does not match
     */
    private RuleSet decided(RuleSet changed) {
      if (engine.match(event, changed).stream()
          .noneMatch(match -> match.rule().key().equals(rule.key()))) {
        throw new IllegalStateException("the changed rule has no effect");
      }
      return changed;
    }
  }

  /** Until the first event of the rule's kind is decided on. */
  @Benchmark
  public RuleSet ruleSet(AtWork state) {
    return state.decided(state.rules.with(state.rule));
  }

  /** Until one event of every kind in the recordings is decided on. */
  @Benchmark
  public int ruleSetEveryKind(AtWork state) {
    RuleSet changed = state.decided(state.rules.with(state.rule));
    int matches = 0;
    for (ParsedEvent event : state.oneOfEveryKind) {
      matches += state.engine.match(event, changed).size();
    }
    return matches;
  }

  /** From the rule's text, through the rulebook that jobs keep. */
  @Benchmark
  public RuleSet rulebook(AtWork state) {
    return state.decided(state.rulebook.apply(state.document).rulebook().detectionRules());
  }
}
