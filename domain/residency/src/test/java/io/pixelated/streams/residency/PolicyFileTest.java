package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileTest {
  private static final String SHIPPED = PolicyText.resource("policies.yaml");

  @Test
  void namesEveryProblemAndWhatToDo() {
    String broken =
        SHIPPED
            .replace("permitted: [eu-central-1, eu-west-1]", "permitted: [eu-centrall-1]")
            .replace(
                "classes: [HEALTH]\n    jurisdictions: [US]",
                "classes: [HELTH]\n    jurisdictions: []")
            .replace("id: ccpa", "id: gdpr")
            .replace("profile: event, clause: house rule}", "profile: evnt, clause: house rule}")
            .replace("leaving: minimised", "leaving: perhaps")
            .replace("      - desc\n", "      - a..b\n")
            .replace("title: Operational data", "titel: Operational data")
            .replace("precedence: 30", "precedence: 10")
            .replace("restricted: [\"us-*\", \"ap-*\"]", "restricted: [\"us-*\", \"eu-*\"]")
            .replace(
                "permitted: [ap-southeast-1]",
                "permitted: [ap-southeast-1]\n    restricted: [\"ap-*\"]")
            .replace("delete_at_latest: 26", "delete_at_latest: soon")
            .replace("[access, erasure, opt_out, sale_prohibited]", "[acces]")
            .replace("jurisdictions: [SG]", "jurisdictions: [UNKNOWN, no]")
            .replace("jurisdictions: [JP]", "jurisdictions: [jp]");
    PolicyException e =
        catchThrowableOfType(
            PolicyException.class, () -> Policies.parse(broken, Regions.shipped()));

    assertThat(e.getMessage()).startsWith("policies: ");
    assertThat(e.problems())
        .anyMatch(
            p ->
                p.contains(
                    "regimes[0].permitted adds no region with its entry 1: use names of [ap-"))
        .anyMatch(
            p -> p.contains("regimes[1].classes holds another word: use [OPERATIONAL, PERSONAL"))
        .anyMatch(p -> p.contains("regimes[1] names no jurisdictions: only operational data"))
        .anyMatch(p -> p.contains("regimes[2] has the id of another regime: give its own"))
        .anyMatch(p -> p.contains("profile is none of the file's profiles: use one of them"))
        .anyMatch(p -> p.contains("leaving is neither: use whole or minimised"))
        .anyMatch(
            p -> p.contains("profiles[0].redact holds what is no path: write steps with dots"))
        .anyMatch(p -> p.contains("regimes[6].title is no text: give one"))
        .anyMatch(p -> p.contains("regimes[2] has the precedence of another regime"))
        .anyMatch(p -> p.contains("regimes[4] permits and restricts ap-southeast-1: decide"))
        .anyMatch(p -> p.contains("regimes[0].transfers[0] is about ap-northeast-1, which"))
        .anyMatch(p -> p.contains("delete_at_latest is none: give a whole number"))
        .anyMatch(p -> p.contains("regimes[2].duties holds another word: use [FIPS"))
        .anyMatch(p -> p.contains("subjects of UNKNOWN home: those are always quarantined"))
        .anyMatch(p -> p.contains("jurisdictions[1] is no text of 500 characters at most"))
        .anyMatch(p -> p.contains("names what is no jurisdiction: use codes such as EU or US-CA"))
        .anyMatch(p -> p.contains("regimes[6] has a key that is not known there: use ["))
        .allMatch(p -> p.matches("line [0-9]+, column [0-9]+: .*"));
    int line = broken.substring(0, broken.indexOf("eu-centrall-1")).split("\n").length;
    assertThat(e.problems())
        .anyMatch(p -> p.startsWith("line " + line + ", column 16: regimes[0]"));
  }

  @Test
  void refusesWhatIsNoYamlOrSaysAKeyTwice() {
    assertThatThrownBy(() -> Policies.parse("a: [", Regions.shipped()))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("line 1, column 5: this is not valid YAML");
    assertThatThrownBy(() -> Policies.parse(SHIPPED + "\nversion: \"2\"\n", Regions.shipped()))
        .hasMessageContaining("the file has a key twice");
    assertThatThrownBy(() -> Policies.parse("", Regions.shipped()))
        .hasMessageContaining("the file is no mapping");
  }

  static Stream<String> hostile() {
    String name = "ana.keller";
    String large = name + "x".repeat(70_000);
    String huge = name + "x".repeat(1 << 20);
    return Stream.of(
        "&" + name + " *" + name + " [",
        name + ": {" + name + ": [" + name + "]}",
        "version: " + name + "\nversion: " + name,
        "version: !!" + name + " " + name,
        "version: *" + name,
        "version: \"\\" + name + "\"",
        "\t" + name + "\n\u0007" + name,
        "version: 2026-99-99 " + name + "\npurposes: {a: " + name + "}",
        "version: " + huge + "\n" + huge + ": 1",
        "\"" + huge + "\": [" + huge + "]",
        "version: " + large + "\npurposes: [" + large + "]\n" + large + ": 1",
        "{\""
            + large
            + "\": [\""
            + large
            + "\"], \"version\": ["
            + (name + ",").repeat(9_000)
            + "1]}",
        "purposes: [" + "2026-01-01,".repeat(20_000) + "1]",
        "version: ["
            + (name + ",").repeat(200_000)
            + "1]\npurposes: ["
            + "2026-01-01,".repeat(100_000)
            + "1]",
        "[".repeat(100) + name,
        SHIPPED.replaceAll("(?m): [A-Za-z0-9.-]+$", ": " + name),
        SHIPPED.replaceAll("\\[[A-Za-z, _0-9-]+\\]", "[" + name + ", [" + name + "]]"),
        SHIPPED.replaceAll("(?m)^( *)([a-z_]+):", "$1" + name + "-$2:"),
        SHIPPED.replaceAll("\"us-\\*\"", "\"" + "*a".repeat(200) + "\""),
        SHIPPED.replaceAll("(?m)^( +)- [a-z_.*]+$", "$1- ." + name));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(20)
  void quotesNothingOfAFileHoweverHostileItIs(String text) {
    PolicyException policies =
        catchThrowableOfType(PolicyException.class, () -> Policies.parse(text, Regions.shipped()));
    PolicyException approval =
        catchThrowableOfType(
            PolicyException.class, () -> ApprovalFile.read(text, Regions.shipped()));

    assertThat(policies.getMessage()).doesNotContain("ana").hasSizeLessThan(16_000);
    assertThat(approval.getMessage()).doesNotContain("ana").hasSizeLessThan(16_000);
  }

  @Test
  void refusesTwoRegionsOfOneName() {
    String twice = PolicyText.resource("regions.yaml").replace("[us-west1, westus2]", "[eastus]");

    assertThatThrownBy(() -> Regions.parse(twice))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("has a name or alias of us-east-1: a name means one region");
  }

  @Test
  void findsRegionsByNameAndByTheAliasesOfClouds() {
    Regions regions = Regions.shipped();

    assertThat(regions.all()).filteredOn(Region::operated).hasSize(5);
    assertThat(regions.find("europe-west3").orElseThrow().id()).isEqualTo("eu-central-1");
    assertThat(regions.find("mars-1")).isEmpty();
  }
}
