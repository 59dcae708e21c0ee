package io.pixelated.streams.sigma.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

  private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);

  @Test
  void refusesLinesOnWhichSnakeYamlWouldSpendSeconds() {
    YamlStream stream =
        new YamlReader(YamlLimits.DEFAULT).read("a: 1\nb: " + "x".repeat(2_000_000) + "\n");
    assertThat(stream.documents()).isEmpty();
    assertThat(stream.errors())
        .containsExactly(
            new YamlError(2, "the line has more than 100000 characters; break it, as with '>-'"));
    assertThat(
            new YamlReader(YamlLimits.DEFAULT)
                .read("a: >-\n" + ("  " + "x".repeat(90) + "\n").repeat(20_000))
                .errors())
        .isEmpty();
  }

  @Test
  void readsScalarsAsPyYamlDoes() {
    assertThat(scalar("yes").asBoolean()).isTrue();
    assertThat(scalar("Off").asBoolean()).isFalse();
    assertThat(type("yEs")).isEqualTo(ScalarType.TEXT);
    assertThat(type("y")).isEqualTo(ScalarType.TEXT);
    assertThat(type("~")).isEqualTo(ScalarType.NULL);
    assertThat(type("")).isEqualTo(ScalarType.NULL);
    assertThat(type("'~'")).isEqualTo(ScalarType.TEXT);
    assertThat(number("010")).isEqualByComparingTo("8");
    assertThat(type("08")).isEqualTo(ScalarType.TEXT);
    assertThat(number("0x1F")).isEqualByComparingTo("31");
    assertThat(number("0b101")).isEqualByComparingTo("5");
    assertThat(number("1_000")).isEqualByComparingTo("1000");
    assertThat(number("1:30")).isEqualByComparingTo("90");
    assertThat(number("-7")).isEqualByComparingTo("-7");
    assertThat(number("1.5")).isEqualByComparingTo("1.5");
    assertThat(number("1.5e+3")).isEqualByComparingTo("1500");
    assertThat(type("1e3")).isEqualTo(ScalarType.TEXT);
    assertThat(type("12e4567")).isEqualTo(ScalarType.TEXT);
    assertThat(type("1.0e+999999999")).isEqualTo(ScalarType.TEXT);
    assertThat(type("2024-01-31")).isEqualTo(ScalarType.TIMESTAMP);
    assertThat(type("10.0.0.1")).isEqualTo(ScalarType.TEXT);
    assertThat(type("'4688'")).isEqualTo(ScalarType.TEXT);
    assertThat(type("0x_")).isEqualTo(ScalarType.TEXT);
  }

  @Test
  void knowsTheLineOfEveryNode() {
    YamlMap map = map("# comment\na: 1\nb:\n  - x\n  - y: z\n");
    assertThat(map.line()).isEqualTo(2);
    assertThat(map.lineOf("b")).isEqualTo(3);
    YamlList list = (YamlList) map.get("b");
    assertThat(list.items().get(1).line()).isEqualTo(5);
  }

  @Test
  void mergesMappings() {
    YamlMap map = map("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n");
    YamlMap merged = (YamlMap) map.get("b");
    assertThat(((YamlScalar) merged.get("x")).text()).isEqualTo("1");
    assertThat(((YamlScalar) merged.get("y")).text()).isEqualTo("3");
  }

  @Test
  void keepsGoodDocumentsAroundABrokenOne() {
    YamlStream stream = reader.read("a: 1\n---\nb: [1\n---\nc: 3\n---\nd: {\n");
    assertThat(stream.documents()).hasSize(2);
    assertThat(((YamlMap) stream.documents().get(1)).line()).isEqualTo(5);
    assertThat(stream.errors()).hasSize(2);
    assertThat(stream.errors())
        .allSatisfy(e -> assertThat(e.message()).contains("not well formed"));
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertThat(error("a: 1\nb: 2\na: 3\n"))
        .isEqualTo(new YamlError(3, "key 'a' appears twice in one mapping; join or rename them"));
  }

  @Test
  void refusesTagsItDoesNotKnow() {
    assertThat(error("a: !!python/object:os.system x").message()).contains("tag");
    assertThat(error("a: !custom x").message()).contains("!custom").contains("remove it");
    assertThat(error("a: !!binary 'aGk='").message()).contains("tag");
  }

  @Test
  void survivesHostileDocuments() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d,".formatted(i - 1).repeat(10))
          .append("]\n");
    }
    assertThat(reader.read(bomb.toString()).errors()).isNotEmpty();
    assertThat(reader.read("a: &a [*a]").errors()).isNotEmpty();
    assertThat(reader.read("[".repeat(100_000)).errors()).isNotEmpty();
    assertThat(reader.read("{a: ".repeat(100_000)).errors()).isNotEmpty();
    assertThat(reader.read("- ".repeat(100_000)).errors()).isNotEmpty();
    assertThat(reader.read("a: \u0007").errors().get(0).message()).contains("U+0007");
    assertThat(reader.read("a:\n\tb: 1").errors().get(0).message()).contains("indent with spaces");
    assertThat(reader.read("a: 1\n".repeat(2_000_000)).errors().get(0).message()).contains("split");
  }

  @Test
  void givesUpOnFilesThatAreMostlyErrors() {
    String garbage = "--- {\n".repeat(200_000);
    assertThat(reader.read(garbage).errors()).hasSizeLessThan(60);
  }

  private YamlMap map(String yaml) {
    YamlStream stream = reader.read(yaml);
    assertThat(stream.errors()).isEmpty();
    return (YamlMap) stream.documents().get(0);
  }

  private YamlScalar scalar(String value) {
    return (YamlScalar) map("k: " + value).get("k");
  }

  private ScalarType type(String value) {
    return scalar(value).type();
  }

  private BigDecimal number(String value) {
    return scalar(value).asNumber();
  }

  private YamlError error(String yaml) {
    YamlStream stream = reader.read(yaml);
    assertThat(stream.errors()).hasSize(1);
    return stream.errors().get(0);
  }
}
