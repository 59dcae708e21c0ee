package io.pixelated.streams.sigma.match;

import static io.pixelated.streams.sigma.match.Rules.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModifierTest {

  @Test
  void comparesTextWithoutRegardToCase() {
    assertThat(item("F: Abc", "F", "aBC")).isTrue();
    assertThat(item("F: Abc", "F", "abcd")).isFalse();
    assertThat(item("F: straße", "F", "STRAßE")).isTrue();
    assertThat(item("F: ÄÖ", "F", "äö")).isTrue();
  }

  @Test
  void comparesCasedTextExactly() {
    assertThat(item("F|cased: Abc", "F", "Abc")).isTrue();
    assertThat(item("F|cased: Abc", "F", "abc")).isFalse();
    assertThat(item("F|contains|cased: Bc", "F", "aBcd")).isTrue();
    assertThat(item("F|cased|contains: Bc", "F", "abcd")).isFalse();
  }

  @Test
  void findsTextByPosition() {
    assertThat(item("F|contains: bc", "F", "abcd")).isTrue();
    assertThat(item("F|startswith: ab", "F", "ABcd")).isTrue();
    assertThat(item("F|startswith: bc", "F", "abcd")).isFalse();
    assertThat(item("F|endswith: '\\cmd.exe'", "F", "C:\\Windows\\CMD.EXE")).isTrue();
    assertThat(item("F|endswith: cmd", "F", "cmd.exe")).isFalse();
  }

  @Test
  void requiresAllValuesOnlyWithAll() {
    assertThat(item("F|contains: [a, z]", "F", "abc")).isTrue();
    assertThat(item("F|contains|all: [a, z]", "F", "abc")).isFalse();
    assertThat(item("F|contains|all: [a, c]", "F", "abc")).isTrue();
    assertThat(item("F|all|contains: [a, c]", "F", "abc")).isTrue();
  }

  @Test
  void matchesAnyMemberOfAnArray() {
    assertThat(item("F: b", "F", List.of("a", "b"))).isTrue();
    assertThat(item("F|all: [a, b]", "F", List.of("a", "b"))).isTrue();
    assertThat(item("F: c", "F", List.of("a", "b"))).isFalse();
  }

  @Test
  void findsRegularExpressionsAnywhereAndCaseSensitively() {
    assertThat(item("F|re: 'b+c'", "F", "abbcd")).isTrue();
    assertThat(item("F|re: 'B+'", "F", "abc")).isFalse();
    assertThat(item("F|re|i: 'B+'", "F", "abc")).isTrue();
    assertThat(item("F|re: '^b'", "F", "a\nb")).isFalse();
    assertThat(item("F|re|m: '^b'", "F", "a\nb")).isTrue();
    assertThat(item("F|re: 'a.b'", "F", "a\nb")).isFalse();
    assertThat(item("F|re|s: 'a.b'", "F", "a\nb")).isTrue();
    assertThat(item("F|re: '(a)\\1'", "F", "xaay")).isTrue();
    assertThat(item("F|re: 'a(?!b)'", "F", "ab")).isFalse();
    assertThat(item("F|re: 'a$'", "F", "a\n")).isTrue();
    assertThat(item("F|re: 'a$'", "F", "a\n\n")).isFalse();
    assertThat(item("F|re: 'a$|^$'", "F", "")).isTrue();
    assertThat(item("F|re: '[$]\\$\\Q$\\E[]$]x'", "F", "$$$$x")).isTrue();
    assertThat(item("F|re: 'a.b(?=c)'", "F", "a\rbc")).isTrue();
    assertThat(item("F|re|startswith: 'b|c'", "F", "ab")).isFalse();
    assertThat(item("F|re|endswith: 'b|c'", "F", "ab")).isTrue();
  }

  @Test
  void findsAddressesInNetworks() {
    assertThat(item("F|cidr: 10.0.0.0/8", "F", "10.255.1.2")).isTrue();
    assertThat(item("F|cidr: 10.0.0.0/8", "F", "11.0.0.1")).isFalse();
    assertThat(item("F|cidr: 192.168.4.0/22", "F", "192.168.7.255")).isTrue();
    assertThat(item("F|cidr: 192.168.4.0/22", "F", "192.168.8.0")).isFalse();
    assertThat(item("F|cidr: 10.0.0.0/8", "F", "::ffff:10.1.1.1")).isTrue();
    assertThat(item("F|cidr: fe80::/10", "F", "fe80::1%eth0")).isTrue();
    assertThat(item("F|cidr: '::1/128'", "F", "0:0:0:0:0:0:0:1")).isTrue();
    assertThat(item("F|cidr: 0.0.0.0/0", "F", "host.example")).isFalse();
    assertThat(item("F|cidr: 0.0.0.0/0", "F", "fe80::1")).isFalse();
  }

  @Test
  void tellsPresentFromAbsentFields() {
    assertThat(item("F|exists: true", "F", "")).isTrue();
    assertThat(item("F|exists: true", "F", null)).isTrue();
    assertThat(item("F|exists: true", "G", "x")).isFalse();
    assertThat(item("F|exists: false", "G", "x")).isTrue();
  }

  @Test
  void takesAbsentAndNullFieldsForNull() {
    assertThat(item("F: null", "G", "x")).isTrue();
    assertThat(item("F: null", "F", null)).isTrue();
    assertThat(item("F:", "F", List.of())).isTrue();
    assertThat(item("F: null", "F", "")).isFalse();
    assertThat(item("F: ''", "F", "")).isTrue();
    assertThat(item("F: ''", "G", "x")).isFalse();
    assertThat(item("F: [null, '']", "F", "")).isTrue();
  }

  @Test
  void comparesNumbersHoweverTheyAreWritten() {
    assertThat(item("F: 4688", "F", 4688)).isTrue();
    assertThat(item("F: 4688", "F", "4688")).isTrue();
    assertThat(item("F: '4688'", "F", 4688)).isTrue();
    assertThat(item("F: 4688", "F", 4688.0)).isTrue();
    assertThat(item("F: 4688", "F", "46880")).isFalse();
    assertThat(item("F: 4688", "F", "x")).isFalse();
    assertThat(item("F: true", "F", true)).isTrue();
    assertThat(item("F: true", "F", "True")).isTrue();
    assertThat(item("F: 'true'", "F", true)).isTrue();
    assertThat(item("F: false", "F", true)).isFalse();
  }

  @Test
  void comparesMagnitudes() {
    assertThat(item("F|gt: 5", "F", 6)).isTrue();
    assertThat(item("F|gt: 5", "F", "5")).isFalse();
    assertThat(item("F|gte: 5", "F", "5.0")).isTrue();
    assertThat(item("F|lt: -1.5", "F", -2)).isTrue();
    assertThat(item("F|lte: 5", "F", 5)).isTrue();
    assertThat(item("F|lt: 5", "F", "none")).isFalse();
    assertThat(item("F|neq: 5", "F", 5)).isFalse();
    assertThat(item("F|neq: 5", "F", 6)).isTrue();
    assertThat(item("F|contains|neq: b", "F", "abc")).isFalse();
  }

  @Test
  void negatesTheWholeItemWithNeqSoThatAbsentFieldsDiffer() {
    assertThat(item("F|neq: x", "G", "x")).isTrue();
    assertThat(item("F|neq: x", "F", null)).isTrue();
    assertThat(item("F|neq: [x, y]", "F", "y")).isFalse();
    assertThat(item("F|neq: [x, y]", "F", "z")).isTrue();
    assertThat(item("F|neq: x", "F", List.of("x", "y"))).isFalse();
    assertThat(item("F|contains|all|neq: [a, b]", "F", "a")).isTrue();
    assertThat(item("F|re|neq: ^a", "F", "ba")).isTrue();
    assertThat(item("F|neq: null", "F", "x")).isTrue();
    assertThat(item("F|neq: null", "G", "x")).isFalse();
  }

  @Test
  void comparesFieldsWithEachOther() {
    assertThat(item("F|fieldref: G", "F", "Bob", "G", "bob")).isTrue();
    assertThat(item("F|fieldref: G", "F", "Bob")).isFalse();
    assertThat(item("F|fieldref: G", "F", 1, "G", "1")).isTrue();
    assertThat(item("F|fieldref|endswith: G", "F", "domain\\bob", "G", "bob")).isTrue();
    assertThat(item("F|fieldref|startswith: G", "F", "domain\\bob", "G", "bob")).isFalse();
    assertThat(item("F|fieldref|contains: G", "F", "xbobx", "G", "bob")).isTrue();
    assertThat(item("F|contains|fieldref: G", "F", "xbobx", "G", "bob")).isTrue();
    assertThat(item("F|startswith|fieldref: G", "F", "bobx", "G", "Bob")).isTrue();
    assertThat(item("F|endswith|fieldref: G", "F", "bobx", "G", "bob")).isFalse();
    assertThat(item("F|endswith|fieldref|neq: G", "F", "bobx", "G", "bob")).isTrue();
    assertThat(item("F|fieldref: [G, H]", "F", "x", "H", List.of("y", "x"))).isTrue();
    assertThat(item("F|fieldref|all: [G, H]", "F", "x", "H", "x")).isFalse();
    assertThat(item("F|fieldref|cased: G", "F", "Bob", "G", "bob")).isFalse();
    assertThat(item("F|fieldref: G", "F", null, "G", null)).isFalse();
  }

  @Test
  void findsEncodedText() {
    assertThat(item("F|base64: foo", "F", "Zm9v")).isTrue();
    assertThat(item("F|base64|contains: foobar", "F", "xx Zm9vYmFy yy")).isTrue();
    // "http://" as UTF-16 inside PowerShell's -EncodedCommand, at each alignment
    assertThat(item("F|wide|base64offset|contains: 'http://'", "F", "aAB0AHQAcAA6AC8ALwA="))
        .isTrue();
    assertThat(item("F|utf16le|base64offset|contains: 'http://'", "F", "eABoAHQAdABwADoALwAvAA=="))
        .isTrue();
    assertThat(item("F|utf16be|base64offset|contains: ab", "F", "AGEAYg==")).isTrue();
    assertThat(item("F|utf16|base64: a", "F", "//5hAA==")).isTrue();
    assertThat(item("F|base64offset|contains: /bin/bash", "F", "IC9iaW4vYmFzaA==")).isTrue();
    assertThat(item("F|utf8|base64: ä", "F", "w6Q=")).isTrue();
  }

  @Test
  void takesEveryDashOfWindowsPrograms() {
    for (String dash : List.of("-", "/", "\u2013", "\u2014", "\u2015")) {
      assertThat(item("F|windash|contains: ' -enc '", "F", "ps " + dash + "enc x")).isTrue();
      assertThat(item("F|contains|windash: ' /a -b '", "F", "x " + dash + "a " + dash + "b "))
          .isTrue();
    }
    assertThat(item("F|windash: \u2013enc", "F", "/enc")).isTrue();
    assertThat(item("F|windash: '*-enc'", "F", "x /enc")).isTrue();
    assertThat(item("F|windash: a-b", "F", "a/b")).isFalse();
    assertThat(item("F|windash|contains: '-no-exit'", "F", "/no/exit")).isFalse();
    assertThat(item("F|windash|base64|contains: '-e'", "F", "L2U=")).isTrue();
  }

  @Test
  void readsPartsOfTimes() {
    assertThat(item("F|hour: 23", "F", "2024-02-29T23:30:00Z")).isTrue();
    assertThat(item("F|hour: 22", "F", "2024-02-29 23:30:00.123 +0100")).isTrue();
    assertThat(item("F|hour|gte: 22", "F", "2024-02-29T23:30:00")).isTrue();
    assertThat(item("F|minute: 30", "F", "2024-02-29T23:30:00Z")).isTrue();
    assertThat(item("F|day: 29", "F", "2024-02-29")).isTrue();
    assertThat(item("F|week: 9", "F", "2024-02-29")).isTrue();
    assertThat(item("F|month: 2", "F", 1709249400)).isTrue();
    assertThat(item("F|year: 2024", "F", 1709249400123L)).isTrue();
    assertThat(item("F|year: 2024", "F", "yesterday")).isFalse();
  }
}
