package io.pixelated.streams.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.minimise.HostileJson;
import io.pixelated.streams.residency.minimise.PlainJson;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hostile records through the check: whole and byte for byte, or not at all. */
class HostileRecordsTest {
  private static final int CASES = 20_000;
  private static final long TIME = 1_795_176_000_123L;

  private final ResidencyCheck check =
      new ResidencyCheck(Ruling.shipped(), KeyProvider.development());

  @Test
  void letsThroughWhatAPlainReaderReadsAndNothingElse() {
    int passed = 0;
    for (int seed = 0; seed < CASES; seed++) {
      byte[] json = HostileJson.of(seed);
      Optional<ObjectNode> plain = PlainJson.read(json);
      Checked checked = check.check(request(json));
      boolean right =
          plain.map(node -> isWhole(checked, json, node)).orElseGet(() -> isHeld(checked));
      if (!right) {
        assertThat(checked.verdict().explain())
            .as("%d: %s", seed, new String(json, UTF_8))
            .isEqualTo("as the plain reader has it: " + plain);
      }
      passed += plain.isPresent() ? 1 : 0;
    }
    assertThat(passed).isBetween(CASES / 3, CASES * 9 / 10);
  }

  private static Request request(byte[] json) {
    return Request.toStore(
        RecordKind.THREAT_EVENTS, "id-1", Samples.EU_PERSONAL, "eu-central-1", TIME, json);
  }

  private static boolean isWhole(Checked checked, byte[] json, JsonNode node) {
    JsonNode entity = node.at("/enrichment/entities/0/value");
    String value = entity.isTextual() ? entity.asText() : "";
    return checked
        .cleared()
        .filter(cleared -> !cleared.isRemoval() && cleared.outcome().equals("permit"))
        .filter(cleared -> Arrays.equals(cleared.json(), json))
        .filter(cleared -> entity.isNumber() || cleared.columns().entity().endsWith(value))
        .isPresent();
  }

  private static boolean isHeld(Checked checked) {
    return checked.verdict() instanceof Verdict.Quarantine
        && checked.quarantined().isPresent()
        && checked.cleared().isEmpty();
  }
}
