package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

  @Test
  void bindsNotTighterThanAndTighterThanOr() {
    assertThat(holds("a or b and c", "a")).isTrue();
    assertThat(holds("(a or b) and c", "a")).isFalse();
    assertThat(holds("not a and b", "b")).isTrue();
    assertThat(holds("not (a and b)", "b")).isTrue();
    assertThat(holds("not a or a", "a")).isTrue();
    assertThat(holds("not not a", "a")).isTrue();
    assertThat(holds("a AND NOT b", "a")).isTrue();
  }

  @Test
  void quantifiesOverNames() {
    assertThat(holds("1 of sel_*", "sel_2")).isTrue();
    assertThat(holds("any of sel_*", "a")).isFalse();
    assertThat(holds("all of sel_*", "sel_1")).isFalse();
    assertThat(holds("all of sel_*", "sel_1", "sel_2")).isTrue();
    assertThat(holds("1 of *_2", "sel_2")).isTrue();
    assertThat(holds("1 of them", "c")).isTrue();
    assertThat(holds("1 of them", "_hidden")).isFalse();
    assertThat(holds("1 of *", "_hidden")).isFalse();
    assertThat(holds("1 of _*", "_hidden")).isTrue();
    assertThat(holds("_hidden", "_hidden")).isTrue();
    assertThat(holds("all of them", "a", "b", "c", "sel_1", "sel_2", "not", "all", "x.y|z"))
        .isTrue();
    assertThat(holds("a and not 1 of sel_*", "a")).isTrue();
    assertThat(holds("1 of sel_1", "sel_1")).isTrue();
  }

  @Test
  void takesKeywordsForNamesWhereOnlyNamesCanStand() {
    assertThat(holds("x.y|z", "x.y|z")).isTrue();
    assertThat(holds("all", "all")).isTrue();
    assertThat(holds("not not", "not")).isFalse();
    assertThat(holds("not all", "all")).isFalse();
    assertThat(holds("a and not", "a", "not")).isTrue();
    assertThat(holds("not and a", "a", "not")).isTrue();
  }

  @Test
  void joinsSeveralConditionsWithOr() {
    assertThat(holds("[a, b and c]", "a")).isTrue();
    assertThat(holds("[a, b and c]", "b")).isFalse();
  }

  @Test
  void searchesKeywordsInEveryField() {
    String any = "  k: [needle, 200]\n  condition: k\n";
    assertThat(Rules.matches(any, "X", "hay NEEDLE hay")).isTrue();
    assertThat(Rules.matches(any, "X", 200)).isTrue();
    assertThat(Rules.matches(any, "X", "status 200 ok")).isTrue();
    assertThat(Rules.matches(any, "needle", "x")).isFalse();
    String all = "  k:\n    '|all': [one, 't*o']\n  condition: k\n";
    assertThat(Rules.matches(all, "X", "one", "Y", "a two b")).isTrue();
    assertThat(Rules.matches(all, "X", "one")).isFalse();
  }

  @Test
  void matchesAnyMappingOfAList() {
    String rule = "  s:\n    - A: 1\n      B: 2\n    - C: 3\n    - word\n  condition: s\n";
    assertThat(Rules.matches(rule, "A", 1)).isFalse();
    assertThat(Rules.matches(rule, "A", 1, "B", 2)).isTrue();
    assertThat(Rules.matches(rule, "C", 3)).isTrue();
    assertThat(Rules.matches(rule, "D", "a word")).isTrue();
  }

  /** Whether the condition holds when exactly these selections do. */
  private static boolean holds(String condition, String... selections) {
    List<String> names = List.of("a", "b", "c", "sel_1", "sel_2", "not", "all", "x.y|z", "_hidden");
    StringBuilder detection = new StringBuilder();
    names.forEach(
        name -> detection.append("  ").append(name).append(": {F: ").append(name).append("}\n"));
    detection.append("  condition: ").append(condition).append('\n');
    return Rules.matches(detection.toString(), "F", new ArrayList<>(List.of(selections)));
  }
}
