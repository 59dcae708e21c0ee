package io.pixelated.streams.sigma.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.Related;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCollectionTest {

  private static final String BODY =
      "logsource: {product: p}\ndetection: {s: {F: x}, condition: s}\n";

  private final RuleLoader loader = RuleLoader.standard();

  @Test
  void keepsTheFirstOfTwoRulesWithOneId() {
    RuleCollection rules = collect("title: A\nid: 1\n" + BODY + "---\ntitle: B\nid: 1\n" + BODY);
    assertThat(rules.detections()).extracting(r -> r.metadata().title()).containsExactly("A");
    assertThat(rules.rejections()).hasSize(1);
    assertThat(rules.rejections().get(0).reason())
        .isEqualTo("id '1' is already used by 'A' at c.yml:1; give each rule its own");
    assertThat(rules.rejections().get(0).line()).isEqualTo(6);
  }

  @Test
  void resolvesReferencesByIdAndName() {
    RuleCollection rules =
        collect(
            "title: A\nid: id-a\n"
                + BODY
                + "---\ntitle: B\nname: b\n"
                + BODY
                + "---\n"
                + correlation("c", "id-a, b")
                + "---\n"
                + correlation("d", "c"));
    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.correlations()).hasSize(2);
    assertThat(rules.find("b").orElseThrow().metadata().title()).isEqualTo("B");
  }

  @Test
  void rejectsCorrelationsWhoseRulesAreMissing() {
    RuleCollection rules =
        collect(
            "title: A\nname: login\n"
                + BODY
                + "---\n"
                + correlation("c", "logn")
                + "---\n"
                + correlation("d", "c"));
    assertThat(rules.correlations()).isEmpty();
    assertThat(rules.rejections())
        .extracting(Rejection::reason)
        .containsExactly(
            "rule 'logn' is not among the loaded rules; did you mean 'login'?",
            "rule 'c' was rejected; correct it first");
  }

  @Test
  void rejectsCorrelationsThatReferToThemselves() {
    RuleCollection rules = collect(correlation("c", "d") + "---\n" + correlation("d", "c"));
    assertThat(rules.correlations()).isEmpty();
    assertThat(rules.rejections()).hasSize(2);
    assertThat(rules.rejections().get(0).reason())
        .isEqualTo("the correlation refers to itself: c -> d -> c; break the circle");
  }

  @Test
  void letsAliasesAndExpressionsNameARuleByIdOrName() {
    RuleCollection rules =
        collect(
            "title: A\nid: id-a\nname: a\n"
                + BODY
                + "---\ntitle: B\nid: id-b\nname: b\n"
                + BODY
                + "---\ntitle: C\ncorrelation: {type: temporal, rules: [id-a, b], timespan: 1m,"
                + " condition: a and not id-b, group-by: u, aliases: {u: {a: x, id-b: y}}}\n");
    assertThat(rules.rejections()).isEmpty();
    assertThat(rules.correlations()).hasSize(1);
  }

  @Test
  void rejectsAliasesAndExpressionsOverRulesThatAreNotListed() {
    RuleCollection rules =
        collect(
            "title: A\nid: id-a\nname: login\n"
                + BODY
                + "---\ntitle: B\nname: other\n"
                + BODY
                + "---\ntitle: C\ncorrelation: {type: temporal, rules: [login], timespan: 1m,"
                + " condition: logni or other, aliases: {u: {logn: x, id-a: y, login: z}}}\n");
    assertThat(rules.correlations()).isEmpty();
    assertThat(rules.rejections().get(0).reason())
        .isEqualTo(
            "alias 'u' mentions rule 'logn', which is not among 'rules'; did you mean 'login'?; "
                + "alias 'u' mentions rule 'login' twice, by id and by name; give it one field; "
                + "the condition names rule 'logni', which is not among 'rules'; did you mean"
                + " 'login'?; the condition names rule 'other', which is not among 'rules'; add it"
                + " there");
  }

  @Test
  void appliesTheActionsOfACollection() {
    LoadResult result =
        loader.read(
            "c.yml",
            """
            action: global
            title: Shared
            level: high
            logsource: {product: p}
            ---
            detection: {s: {F: x}, condition: s}
            ---
            action: repeat
            level: low
            ---
            action: reset
            ---
            title: Alone
            detection: {s: {F: x}, condition: s}
            ---
            action: reapeat
            """);
    assertThat(result.rules())
        .extracting(r -> r.metadata().level().orElseThrow().name())
        .containsExactly("HIGH", "LOW");
    assertThat(result.rejections().get(0).reason()).isEqualTo("'logsource' is missing; add it");
    assertThat(result.rejections().get(1).reason())
        .contains("'action' must be global, reset or repeat; did you mean 'repeat'?");
  }

  @Test
  void sharesGlobalKeysWithDetectionRulesOnly() {
    LoadResult result =
        loader.read(
            "c.yml",
            """
            action: global
            title: Shared
            id: shared
            logsource: {product: p}
            ---
            detection: {s: {F: x}, condition: s}
            ---
            correlation: {type: temporal, rules: [shared], timespan: 5m}
            ---
            title: Filter
            filter: {rules: [shared], s: {F: x}, condition: s}
            """);
    assertThat(result.rules()).hasSize(1);
    assertThat(result.rejections())
        .extracting(Rejection::reason)
        .containsExactly("'title' is missing; add it", "'logsource' is missing; add it");
  }

  @Test
  void handsOutForeignDocumentsUnread() {
    LoadResult result =
        loader
            .withForeign("sequence")
            .read("c.yml", "title: A\n" + BODY + "---\ntitle: S\nsequence:\n  steps: 2\n");
    assertThat(result.rules()).hasSize(1);
    assertThat(result.rejections()).isEmpty();
    ForeignDocument document = result.foreign().get(0);
    assertThat(document.kind()).isEqualTo("sequence");
    assertThat(document.source().toString()).isEqualTo("c.yml:5");
    assertThat(((YamlScalar) document.root().get("title")).text()).isEqualTo("S");
  }

  @Test
  void readsWhatARuleSaysAboutItself() {
    LoadResult result =
        loader.read(
            "c.yml",
            """
            title: T
            id: abc
            name: short
            status: experimental
            level: High
            description: d
            author: a
            date: 2024-01-31
            tags: [attack.t1059]
            references: ['https://example.org']
            falsepositives: [admins]
            fields: [User]
            related: [{id: xyz, type: derived}]
            taxonomy: sigma
            license: MIT
            scope: [server]
            modified: 2024/2/1
            custom: {any: thing}
            """
                + BODY);
    var metadata = ((DetectionRule) result.rules().get(0)).metadata();
    assertThat(metadata.level()).hasValueSatisfying(l -> assertThat(l).hasToString("HIGH"));
    assertThat(metadata.status())
        .hasValueSatisfying(s -> assertThat(s).hasToString("EXPERIMENTAL"));
    assertThat(metadata.date()).contains("2024-01-31");
    assertThat(metadata.tags()).containsExactly("attack.t1059");
    assertThat(metadata.falsePositives()).containsExactly("admins");
    assertThat(metadata.fields()).containsExactly("User");
    assertThat(metadata.related()).containsExactly(new Related("xyz", Related.Type.DERIVED));
    assertThat(metadata.taxonomy()).contains("sigma");
    assertThat(metadata.license()).contains("MIT");
    assertThat(metadata.scope()).containsExactly("server");
    assertThat(result.rules().get(0).key()).isEqualTo("abc");
    assertThat(result.rules().get(0).answersTo("short")).isTrue();
  }

  @Test
  void loadsDirectoriesInTheOrderOfNames(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("b.yml"), "title: B\n" + BODY);
    Files.createDirectory(directory.resolve("a"));
    Files.writeString(directory.resolve("a/a.YAML"), "\ufefftitle: A\n" + BODY);
    Files.writeString(directory.resolve("b.test.yml"), "positive: []");
    Files.writeString(directory.resolve("notes.txt"), "not a rule");
    RuleCollection rules = loader.load(List.of(directory, directory.resolve("missing.yml")));
    assertThat(rules.detections()).extracting(r -> r.metadata().title()).containsExactly("A", "B");
    assertThat(rules.rejections().get(0).reason())
        .isEqualTo("the file does not exist; check its name");
  }

  private RuleCollection collect(String yaml) {
    return RuleCollection.of(loader.read("c.yml", yaml));
  }

  private static String correlation(String name, String rules) {
    return "title: C\nname: "
        + name
        + "\ncorrelation: {type: temporal, rules: ["
        + rules
        + "], timespan: 5m}\n";
  }
}
