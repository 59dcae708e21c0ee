package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

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
                    "regimes[0] says permitted: 'eu-centrall-1', which adds no region: use names of [ap-"))
        .anyMatch(
            p -> p.contains("regimes[1].classes holds 'HELTH': use [OPERATIONAL, PERSONAL, HEALTH"))
        .anyMatch(p -> p.contains("regimes[1] names no jurisdictions: only operational data"))
        .anyMatch(p -> p.contains("regimes[2] has the id 'gdpr' of another regime: give its own"))
        .anyMatch(p -> p.contains("names the profile 'evnt': use [event, finding]"))
        .anyMatch(p -> p.contains("says leaving: perhaps: use whole or minimised"))
        .anyMatch(p -> p.contains("'a..b' is no path: write steps with dots"))
        .anyMatch(p -> p.contains("regimes[6].title is 'null': give a text"))
        .anyMatch(p -> p.contains("regimes[2] has the precedence 10 of another regime"))
        .anyMatch(p -> p.contains("regimes[4] permits and restricts ap-southeast-1: decide"))
        .anyMatch(p -> p.contains("regimes[0].transfers[0] is about ap-northeast-1, which"))
        .anyMatch(p -> p.contains("delete_at_latest is 'soon': give a whole number"))
        .anyMatch(p -> p.contains("regimes[2].duties holds 'acces': use [FIPS"))
        .anyMatch(p -> p.contains("subjects of UNKNOWN home: those are always quarantined"))
        .anyMatch(p -> p.contains("holds 'false', which is no text: write it in quotes"))
        .anyMatch(p -> p.contains("the jurisdiction 'jp': use codes such as EU or US-CA"))
        .anyMatch(p -> p.contains("regimes[6].titel is not known here: use ["));
  }

  @Test
  void refusesWhatIsNoYamlOrSaysAKeyTwice() {
    assertThatThrownBy(() -> Policies.parse("a: [", Regions.shipped()))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> Policies.parse(SHIPPED + "\nversion: \"2\"\n", Regions.shipped()))
        .hasMessageContaining("duplicate key version");
    assertThatThrownBy(() -> Policies.parse("", Regions.shipped()))
        .hasMessageContaining("the file is no mapping");
  }

  @Test
  void refusesTwoRegionsOfOneName() {
    String twice = PolicyText.resource("regions.yaml").replace("[us-west1, westus2]", "[eastus]");

    assertThatThrownBy(() -> Regions.parse(twice))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("'eastus' and so is us-east-1: a name means one region");
  }

  @Test
  void findsRegionsByNameAndByTheAliasesOfClouds() {
    Regions regions = Regions.shipped();

    assertThat(regions.all()).filteredOn(Region::operated).hasSize(5);
    assertThat(regions.find("europe-west3").orElseThrow().id()).isEqualTo("eu-central-1");
    assertThat(regions.find("mars-1")).isEmpty();
  }
}
