package io.pixelated.streams.sigma.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexHintsTest {

  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "B",
          "ab",
          "\\.",
          "\\d",
          "\\b",
          ".",
          "[ab]",
          "[^a]",
          "[]a]",
          "(a|b)",
          "(?:ab)",
          "(a(b)[)])",
          "*",
          "+",
          "?",
          "{2}",
          "{0,1}",
          "{1,}",
          "+?",
          "|",
          "^",
          "$",
          "😀",
          "1",
          "(?i)",
          "\\Q",
          "\\x61",
          "(?=a)",
          "(?!b)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          .{1000,}                  ! 1000 ! ''
          cmd.{0,5}(?:/c|/r).+CLIP  ! 8    ! clip
          ab?cdd+e                  ! 5    ! cdd
          a|bcd                     ! 0    ! ''
          \\\\Temp\\\\[0-9]{3}      ! 9    ! \\temp\\
          (abc)+x                   ! 1    ! x
          \\Qa|b\\E                 ! 0    ! ''
          """)
  void readsOffWhatMustBeThere(String regex, int minLength, String literal) {
    assertThat(RegexHints.of(regex)).isEqualTo(new RegexHints(minLength, literal));
  }

  @Test
  void neverDeniesATextInWhichTheExpressionOccurs() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 60_000; i++) {
      String regex = random(random, PIECES, 6);
      String text = random(random, List.of("a", "b", "B", "1", ".", "😀", "A"), 8);
      int flags = random.nextBoolean() ? 0 : Pattern.CASE_INSENSITIVE;
      if (occurs(regex, flags, text)) {
        found++;
        assertThat(RegexHints.of(regex).allow(new EventValue(EventValue.Kind.TEXT, text)))
            .as("%s in %s", regex, text)
            .isTrue();
      }
    }
    assertThat(found).isGreaterThan(5_000);
  }

  private static boolean occurs(String regex, int flags, String text) {
    try {
      return Pattern.compile(regex, flags).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static String random(Random random, List<String> pieces, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(length); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
