package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses what a {@link CandidateIndex} looks for: first what rules require, then whatever decides
 * leaves of rules and can be found along the way.
 */
final class IndexBuilder {

  /** A leaf that its literals decide, and whether they are all looked for. */
  private record Decidable(int leaf, List<Anchor> anchors) {}

  private static final int LONG_LIST = 24;

  private final CompiledRule[] rules;
  private final byte[] wanted;
  private final int[] firstLeaf;
  private final boolean[] decided;
  private final Map<Integer, FieldScanner> scanners = new HashMap<>();
  private final OutputTable outputs;

  IndexBuilder(Collection<CompiledRule> applicable) {
    rules = applicable.toArray(CompiledRule[]::new);
    wanted = new byte[rules.length];
    firstLeaf = new int[rules.length];
    Map<Anchor, Set<Integer>> required = required();
    addLongLists(required);
    int leaves = 0;
    for (int rule = 0; rule < rules.length; rule++) {
      firstLeaf[rule] = leaves;
      leaves += rules[rule].leaves().size();
    }
    decided = new boolean[leaves];
    OutputTable.Builder numbers = new OutputTable.Builder();
    buildScanners(required, numbers);
    outputs = numbers.build();
  }

  private Map<Anchor, Set<Integer>> required() {
    RequirementChoice choice = new RequirementChoice(List.of(rules));
    Map<Anchor, Set<Integer>> required = new LinkedHashMap<>();
    for (int rule = 0; rule < rules.length; rule++) {
      List<List<Anchor>> chosen = choice.of(rules[rule]);
      for (int which = 0; which < chosen.size(); which++) {
        wanted[rule] |= (byte) (1 << which);
        for (Anchor anchor : chosen.get(which)) {
          required
              .computeIfAbsent(anchor, a -> new LinkedHashSet<>(2))
              .add(OutputTable.requirement(rule, which));
        }
      }
    }
    return required;
  }

  /** Long lists are looked for even if no rule is found by them: comparing one by one is slow. */
  private void addLongLists(Map<Anchor, Set<Integer>> required) {
    for (CompiledRule rule : rules) {
      for (List<Anchor> anchors : rule.leaves()) {
        if (anchors.size() > LONG_LIST) {
          anchors.forEach(a -> required.computeIfAbsent(a, anchor -> new LinkedHashSet<>(2)));
        }
      }
    }
  }

  private void buildScanners(Map<Anchor, Set<Integer>> facts, OutputTable.Builder numbers) {
    Map<Integer, List<Anchor>> bySlot = new HashMap<>();
    facts.keySet().forEach(a -> bySlot.computeIfAbsent(a.slot(), s -> new ArrayList<>()).add(a));
    Set<Integer> inexact = new HashSet<>();
    Map<Integer, FieldScanner.Builder> builders = new HashMap<>();
    bySlot.forEach(
        (slot, anchors) ->
            builders.put(slot, new FieldScanner.Builder(anchors, numbers::union, inexact)));
    Map<Anchor, Integer> outputOf = new HashMap<>();
    facts.forEach((anchor, set) -> add(anchor, set, builders, numbers, outputOf));
    List<Decidable> decidable = new ArrayList<>();
    for (int rule = 0; rule < rules.length; rule++) {
      for (int ordinal = 0; ordinal < rules[rule].leaves().size(); ordinal++) {
        List<Anchor> anchors = rules[rule].leaves().get(ordinal);
        if (!anchors.isEmpty() && areAccepted(anchors, outputOf, builders)) {
          decidable.add(new Decidable(firstLeaf[rule] + ordinal, anchors));
          for (Anchor anchor : anchors) {
            if (!outputOf.containsKey(anchor)) {
              facts.put(anchor, new LinkedHashSet<>(2));
              add(anchor, facts.get(anchor), builders, numbers, outputOf);
            }
          }
        }
      }
    }
    FieldScanner.Builder keywords = builders.get(Anchor.ANY_FIELD);
    if (keywords != null) {
      builders.values().stream().filter(b -> b != keywords).forEach(b -> b.takeOver(keywords));
    }
    builders.forEach((slot, builder) -> scanners.put(slot, builder.build()));
    for (Decidable leaf : decidable) {
      if (leaf.anchors().stream().noneMatch(anchor -> inexact.contains(outputOf.get(anchor)))) {
        decided[leaf.leaf()] = true;
        leaf.anchors().forEach(anchor -> facts.get(anchor).add(OutputTable.leaf(leaf.leaf())));
      }
    }
  }

  private static void add(
      Anchor anchor,
      Set<Integer> facts,
      Map<Integer, FieldScanner.Builder> builders,
      OutputTable.Builder numbers,
      Map<Anchor, Integer> outputOf) {
    int output = numbers.add(facts);
    outputOf.put(anchor, output);
    builders.get(anchor.slot()).add(anchor, output);
  }

  private static boolean areAccepted(
      List<Anchor> anchors,
      Map<Anchor, Integer> known,
      Map<Integer, FieldScanner.Builder> builders) {
    for (Anchor anchor : anchors) {
      FieldScanner.Builder builder = builders.get(anchor.slot());
      if (builder == null || !(known.containsKey(anchor) || builder.accepts(anchor))) {
        return false;
      }
    }
    return true;
  }

  CompiledRule[] rules() {
    return rules;
  }

  /** Per rule a bit for each requirement by which it is found. */
  byte[] wanted() {
    return wanted;
  }

  /** The rules that are found by none. */
  int[] always() {
    return IntStream.range(0, rules.length).filter(rule -> wanted[rule] == 0).toArray();
  }

  int[] firstLeaf() {
    return firstLeaf;
  }

  /** Which leaves hold exactly if one of their literals is found. */
  boolean[] decided() {
    return decided;
  }

  OutputTable outputs() {
    return outputs;
  }

  Map<Integer, FieldScanner> scanners() {
    return scanners;
  }
}
