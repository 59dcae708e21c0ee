package io.pixelated.streams.bench.sigma.linearity;

import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules that a naive engine would stall on. */
final class HostileRules {
  private final StringBuilder documents = new StringBuilder();
  private int count;

  private HostileRules() {}

  static LoadResult load() {
    HostileRules rules = new HostileRules();
    rules.regexes();
    rules.globs();
    rules.lists();
    rules.unanchored();
    return RuleLoader.standard().read("hostile.yml", rules.documents.toString());
  }

  private void regexes() {
    for (String regex :
        List.of(
            "(a+)+$",
            "(?<!x)(a+)+$",
            "(?=a)(a|aa)+$",
            "(?<!x)(a|a)*b",
            "(?<!x)(.*)(.*)(.*)(.*)(.*)[^ -~]q",
            "(\\w+\\s?)+\\$$",
            "(?<!x)(\\w+\\s?)+\\$$",
            "(.)\\1{8}z",
            ".{1000,}",
            ".{1,1000}q[0-9]x",
            "[a-z]{1,100}[0-9]{1,100}[a-z]{1,100}#",
            ".*.*.*=.*;.*!",
            "(x+x+)+y",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
            "(" + words("|", 2_000) + ")\\d$")) {
      item("CommandLine|re", List.of(regex));
      item("ScriptBlockText|re|i", List.of(regex));
    }
  }

  private void globs() {
    for (String glob :
        List.of("*a*a*a*a*b", "*a?a?a?a?b*", "a*a*a*a*a*a*a*a*a*a*a*b", "?".repeat(500) + "q")) {
      item("CommandLine", List.of(glob));
      item("ScriptBlockText|contains", List.of(glob));
      keywords(List.of(glob));
    }
  }

  private void lists() {
    item("CommandLine|contains", list(i -> "word" + i));
    item("CommandLine|contains|all", list(i -> "a" + i % 7));
    item("CommandLine|endswith", list(i -> "\\tail" + i + ".exe"));
    item("CommandLine|contains", list(i -> "a".repeat(i % 300 + 1) + "b"));
    item("CommandLine", list(i -> "whole" + i));
    item("CommandLine|base64offset|contains", list(i -> "payload " + i).subList(0, 2_000));
    item("CommandLine|windash|contains|all", List.of(" -a -b -c ", " -d -e ", " -f "));
    item("CommandLine|wide|base64offset|contains", List.of("http://", "https://", "IEX"));
    item("DestinationIp|cidr", list(i -> "10." + i % 256 + "." + i / 256 + ".0/24"));
    keywords(list(i -> "keyword" + i));
  }

  /** What no literal can rule out. */
  private void unanchored() {
    for (int i = 0; i < 100; i++) {
      item("CommandLine|contains", List.of(String.valueOf((char) ('a' + i % 26))));
      document("    Field" + i + "|exists: false");
      item("CommandLine|re", List.of("[a-z]" + i + "?[0-9]*[x-z]"));
      item("CommandLine|fieldref|contains", List.of("ParentCommandLine"));
    }
    item("CommandLine", List.of("*"));
    document("    CommandLine|gt: 5");
    keywords(List.of("a"));
    keywords(List.of("*"));
  }

  private static String words(String separator, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "w" + Integer.toString(i * 7919, 36))
        .collect(Collectors.joining(separator));
  }

  private static List<String> list(IntFunction<String> value) {
    return IntStream.range(0, 10_000).mapToObj(value).distinct().toList();
  }

  private void item(String key, List<String> values) {
    document("    " + key + ":" + yaml(values, "      "));
  }

  private void keywords(List<String> values) {
    document(yaml(values, "    ").substring(1));
  }

  private static String yaml(List<String> values, String indent) {
    List<String> lines = new ArrayList<>();
    values.forEach(value -> lines.add(indent + "- '" + value.replace("'", "''") + "'"));
    return "\n" + String.join("\n", lines);
  }

  private void document(String selection) {
    count++;
    documents.append(
        """
        ---
        title: Hostile %1$d
        id: hostile-%1$d
        level: low
        status: test
        logsource:
          product: windows
        detection:
          selection:
        %2$s
          condition: selection
        """
            .formatted(count, selection));
  }
}
