package io.pixelated.streams.sigma.match;

import static io.pixelated.streams.sigma.match.Rules.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WildcardTest {

  @Test
  void matchesAnyTextWithAStar() {
    assertThat(item("F: 'a*c'", "F", "ac")).isTrue();
    assertThat(item("F: 'a*c'", "F", "abbc")).isTrue();
    assertThat(item("F: 'a*c'", "F", "abcd")).isFalse();
    assertThat(item("F: '*'", "F", "")).isTrue();
    assertThat(item("F: '*'", "G", "x")).isFalse();
    assertThat(item("F: 'a*a'", "F", "a")).isFalse();
    assertThat(item("F: '*b*b*'", "F", "abab")).isTrue();
    assertThat(item("F: '*b*b*'", "F", "aba")).isFalse();
    assertThat(item("F: 'a**b'", "F", "ab")).isTrue();
    assertThat(item("F: '*ab*ab'", "F", "aab")).isFalse();
    assertThat(item("F: 'a*'", "F", "a\nb")).isTrue();
  }

  @Test
  void matchesOneCharacterWithAQuestionMark() {
    assertThat(item("F: 'a?c'", "F", "abc")).isTrue();
    assertThat(item("F: 'a?c'", "F", "ac")).isFalse();
    assertThat(item("F: 'a?c'", "F", "a😀c")).isTrue();
    assertThat(item("F: '?'", "F", "")).isFalse();
    assertThat(item("F: '*??c'", "F", "abc")).isTrue();
    assertThat(item("F: '*??c'", "F", "😀c")).isFalse();
    assertThat(item("F|contains: 'b?d'", "F", "abcde")).isTrue();
    assertThat(item("F|endswith: '\\cmd?exe'", "F", "C:\\CMD.exe")).isTrue();
  }

  @Test
  void takesALoneBackslashForItself() {
    assertThat(item("F: 'C:\\Users\\x'", "F", "c:\\users\\X")).isTrue();
    assertThat(item("F|endswith: '\\'", "F", "C:\\")).isTrue();
    assertThat(item("F|contains: '\\Temp\\'", "F", "C:\\Temp\\x")).isTrue();
  }

  @Test
  void unescapesWildcardsAndBackslashes() {
    assertThat(item("F: 'a\\*'", "F", "a*")).isTrue();
    assertThat(item("F: 'a\\*'", "F", "a\\b")).isFalse();
    assertThat(item("F: 'a\\?'", "F", "a?")).isTrue();
    assertThat(item("F: 'a\\?'", "F", "ab")).isFalse();
    assertThat(item("F: 'a\\\\*'", "F", "a\\bc")).isTrue();
    assertThat(item("F: 'a\\\\*'", "F", "abc")).isFalse();
    assertThat(item("F: 'a\\\\\\*'", "F", "a\\*")).isTrue();
    assertThat(item("F: 'a\\\\b'", "F", "a\\b")).isTrue();
    assertThat(item("F: '\\\\\\\\host'", "F", "\\\\host")).isTrue();
    assertThat(item("F: '\\\\\\host'", "F", "\\\\host")).isTrue();
  }

  @Test
  void leavesRegularExpressionsAsWritten() {
    assertThat(item("F|re: 'a\\*b'", "F", "xa*b")).isTrue();
    assertThat(item("F|re: '\\\\\\\\x'", "F", "\\\\x")).isTrue();
  }
}
