package io.pixelated.streams.sigma.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexAutomatonTest {

  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "A",
          "k",
          "s",
          ".",
          "\\.",
          "[ab]",
          "[^a]",
          "[a-c\\d]",
          "[^\\w-]",
          "\\d",
          "\\w",
          "\\s",
          "\\S",
          "\\b",
          "\\B",
          "^",
          "$",
          "\\A",
          "\\z",
          "\n",
          "1",
          "é",
          "😀",
          "[-a]",
          "[]a]",
          "(?:a|bb)",
          "(a|)",
          "(?i)b",
          "(?i:aB)",
          "(?s).",
          "(?m)^",
          "(?m)$",
          "x{0}");
  private static final List<String> REPETITIONS =
      List.of("", "", "", "*", "+", "?", "*?", "{2}", "{1,3}", "{2,}", "{0,1}?");
  private static final List<String> TEXT =
      List.of(
          "a", "b", "A", "B", "K", "k", "\u212a", "ſ", "s", " ", "\n", "1", "_", ".", "é", "😀",
          "-", "]", "c", "\ud83d");

  private final Random random = new Random(5);

  @Test
  void findsWhatRe2Finds() {
    int understood = 0;
    int found = 0;
    for (int i = 0; i < 5_000; i++) {
      String regex = regex(2);
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      int options = 0;
      if (random.nextInt(4) == 0) {
        flags.add(Flag.IGNORE_CASE);
        options |= com.google.re2j.Pattern.CASE_INSENSITIVE;
      }
      if (random.nextInt(4) == 0) {
        flags.add(Flag.MULTI_LINE);
        options |= com.google.re2j.Pattern.MULTILINE;
      }
      com.google.re2j.Pattern expected;
      try {
        expected = com.google.re2j.Pattern.compile(regex, options);
      } catch (com.google.re2j.PatternSyntaxException e) {
        continue;
      }
      RegexAutomaton automaton = RegexAutomaton.compile(regex, flags);
      if (automaton == null) {
        continue;
      }
      understood++;
      for (int j = 0; j < 20; j++) {
        String text = text(random.nextInt(8));
        boolean finds = expected.matcher(text).find();
        found += finds ? 1 : 0;
        assertThat(find(automaton, text))
            .as("/%s/ %s in '%s'", regex, flags, text)
            .isEqualTo(finds);
      }
    }
    assertThat(understood).isGreaterThan(2_000);
    assertThat(found).isBetween(understood * 2, understood * 18);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\pL", "(?P<n>a)", "[[:alpha:]]", "(?i)ä", "\\x41", "\\Qa", "a{1001}"})
  void leavesToRe2WhatItDoesNotKnow(String regex) {
    assertThat(RegexAutomaton.compile(regex, Set.of())).isNull();
  }

  @Test
  void findsLongRuns() {
    RegexAutomaton automaton = RegexAutomaton.compile(".{1000,}", Set.of());
    assertThat(find(automaton, "x".repeat(999) + "\n" + "x".repeat(999))).isFalse();
    assertThat(find(automaton, "😀".repeat(1000))).isTrue();
  }

  @Test
  void stopsAtTheBudgetWhenTextsLeadToEverNewStates() {
    RegexAutomaton automaton = RegexAutomaton.compile("(a|b)*a(a|b){400}c", Set.of());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    assertThatThrownBy(() -> find(automaton, text.toString()))
        .isInstanceOf(SearchBudget.Exhausted.class);
    assertThat(find(automaton, "a".repeat(401) + "c")).isTrue();
  }

  private static boolean find(RegexAutomaton automaton, String text) {
    return automaton.find(
        ("ab" + text + "ab").toCharArray(), 2, 2 + text.length(), SearchBudget.of(text.length()));
  }

  private String regex(int depth) {
    StringBuilder regex = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String atom =
          depth > 0 && random.nextInt(5) == 0
              ? "(" + regex(depth - 1) + "|" + regex(depth - 1) + ")"
              : pick(ATOMS);
      regex.append(atom).append(pick(REPETITIONS));
    }
    return regex.toString();
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(pick(TEXT));
    }
    return text.toString();
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
