package io.pixelated.streams.correlation.rulebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which correlations lie below which. */
final class Chains {
  private final Map<String, Form> forms;
  private final Map<String, Integer> depths = new HashMap<>();
  private final Map<String, List<String>> circles = new LinkedHashMap<>();

  private Chains(Map<String, Form> forms) {
    this.forms = forms;
  }

  static Chains of(Map<String, Form> forms) {
    Chains chains = new Chains(forms);
    forms.keySet().forEach(chains::visit);
    return chains;
  }

  /** How deep a correlation is: 1 over detections. */
  int depth(String key) {
    return depths.get(key);
  }

  /** The correlations, each after those that it refers to. */
  List<Form> innerFirst() {
    return forms.values().stream().sorted(Comparator.comparingInt(f -> depth(f.key()))).toList();
  }

  /** The correlations, each before those that it refers to. */
  List<Form> outerFirst() {
    List<Form> reversed = new ArrayList<>(innerFirst());
    Collections.reverse(reversed);
    return reversed;
  }

  /** What is wrong with a correlation, as one of a chain. */
  Optional<String> problem(String key, int deepest) {
    List<String> circle = circles.get(key);
    if (circle != null) {
      return Optional.of(
          "it refers to itself: " + String.join(" -> ", circle) + "; break the circle");
    }
    if (circles.isEmpty() && depth(key) > deepest) {
      return Optional.of(
          "the chain "
              + String.join(" -> ", deepestBelow(key))
              + " is "
              + depth(key)
              + " correlations deep, and "
              + deepest
              + " are allowed; flatten it, or raise streams.correlation.depth");
    }
    return Optional.empty();
  }

  /**
   * Finds the depth of everything below {@code start}, or the circles that it is on. Without
   * recursion, for chains as long as there are rules.
   */
  private void visit(String start) {
    Deque<String> path = new ArrayDeque<>(List.of(start));
    while (!path.isEmpty()) {
      String key = path.peekLast();
      Optional<String> open =
          inner(key).stream()
              .filter(k -> !depths.containsKey(k) && !circles.containsKey(k))
              .findFirst();
      if (depths.containsKey(key) || circles.containsKey(key)) {
        path.removeLast();
      } else if (open.isPresent() && path.contains(open.get())) {
        close(path, open.get());
      } else if (open.isPresent()) {
        path.addLast(open.get());
      } else {
        depths.put(key, 1 + deepest(inner(key)));
      }
    }
  }

  /** Notes that the end of {@code path}, from {@code key} on, is a circle. */
  private void close(Deque<String> path, String key) {
    List<String> members = new ArrayList<>(path);
    members = members.subList(members.indexOf(key), members.size());
    for (int i = 0; i < members.size(); i++) {
      List<String> circle = new ArrayList<>(members.subList(i, members.size()));
      circle.addAll(members.subList(0, i + 1));
      circles.put(members.get(i), circle);
    }
  }

  private int deepest(Collection<String> keys) {
    return keys.stream().mapToInt(key -> depths.getOrDefault(key, 0)).max().orElse(0);
  }

  private List<String> deepestBelow(String key) {
    List<String> way = new ArrayList<>(List.of(key));
    while (depth(way.get(way.size() - 1)) > 1) {
      inner(way.get(way.size() - 1)).stream()
          .max(Comparator.comparingInt(this::depth))
          .ifPresent(way::add);
    }
    return way;
  }

  private List<String> inner(String key) {
    return forms.get(key).rules().stream().filter(forms::containsKey).toList();
  }
}
