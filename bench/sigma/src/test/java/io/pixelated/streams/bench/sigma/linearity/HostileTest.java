package io.pixelated.streams.bench.sigma.linearity;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.ingest.EventParser;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileTest {
  private static final String RULE =
      """
      title: Sample
      id: sample
      logsource:
        product: windows
      detection:
        texts:
          CommandLine|contains: ['whoami', 'net*user']
          Image|endswith: '\\cmd.exe'
          ParentCommandLine: explorer
          ScriptBlockText: IEX
          cs-uri-query: select
          User: a
          ParentImage: b
          OriginalFileName: c
          TargetFilename: d
          TargetObject: e
          Details: f
          ImageLoaded: g
          Hashes: h
          Description: i
          Product: j
        regex:
          CommandLine|re: 'net\\s+(user|group)'
        keywords:
          - 'segfault'
        condition: 1 of them
      """;

  @Test
  void hostileEventsAreReadableUpToTheLargestSizeAndNearlyAsLargeAsAsked() {
    LoadResult rules = RuleLoader.standard().read("sample.yml", RULE);
    assertThat(rules.rejections()).isEmpty();
    Literals literals = new Literals(List.of((DetectionRule) rules.rules().get(0)));
    EventParser parser = EventParser.standard();
    new HostileEvents(literals, List.of("Get-Process"))
        .kinds()
        .forEach(
            (name, maker) -> {
              for (int size : new int[] {2 << 10, 1 << 20}) {
                byte[] event = maker.apply(size);
                assertThat(event.length).as(name).isLessThanOrEqualTo(size);
                assertThat(parser.parse(event)).as(name).isInstanceOf(Parsed.class);
              }
            });
  }

  @Test
  void mostHostileRulesAreLegal() {
    LoadResult rules = HostileRules.load();
    assertThat(rules.rules()).hasSizeGreaterThan(400);
    assertThat(rules.rejections()).hasSizeLessThan(10);
  }
}
