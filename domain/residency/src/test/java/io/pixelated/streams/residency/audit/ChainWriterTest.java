package io.pixelated.streams.residency.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainWriterTest {
  private static final ChainId ID = new ChainId("eu-central-1", "threat-correlation", 7);

  /** The worked example of docs/audit.md, which others verify their implementation with. */
  @Test
  void writesTheBytesOfTheWorkedExample() {
    ChainWriter writer = new ChainWriter(ID, ChainHead.begin(1_700_000_000_000L));
    SigningKey key = Chains.key("eu-central-1", "example", 1);

    assertThat(text(writer.anchor(key, 1_700_000_000_000L)))
        .isEqualTo(
            "{\"hash\":\"224f641f826206f200f1a1a56353f6555088558ba9959094b23c0d66b7544a48\","
                + "\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\","
                + "\"region\":\"eu-central-1\",\"job\":\"threat-correlation\","
                + "\"epoch\":1700000000000,\"chain\":7,\"index\":0,\"kind\":\"anchor\","
                + "\"body\":{\"time\":1700000000000,\"verdicts\":0,\"key\":\"example\",\"signature\":\""
                + "6bbb46a53b37621b3f0c8b59f32523269fe7cfee1997abd72304a994ac4f34b0"
                + "0594ea9ac64b62148d2b4f8beea1938168fa3b8a81521be7216a85cd86d1520b\"}}");
    assertThat(text(writer.verdict("v1", "{\"id\":\"v1\",\"outcome\":\"permit\"}".getBytes(UTF_8))))
        .isEqualTo(
            "{\"hash\":\"b0a8f3b346aed1c39099f09b14a9d74aa7d30914543efc07d4913a60a30d85f4\","
                + "\"previous\":\"224f641f826206f200f1a1a56353f6555088558ba9959094b23c0d66b7544a48\","
                + "\"region\":\"eu-central-1\",\"job\":\"threat-correlation\","
                + "\"epoch\":1700000000000,\"chain\":7,\"index\":1,\"kind\":\"verdict\","
                + "\"body\":{\"id\":\"v1\",\"outcome\":\"permit\"}}");
    assertThat(key.published())
        .hasToString(
            "eu-central-1 example 8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c");
  }

  @Test
  void writesJson() throws Exception {
    Chains chains = Chains.ofRegion().verdicts(3, 1).verdicts(7, 1).heads();

    for (byte[] line : chains.lines()) {
      JsonNode node = new ObjectMapper().readTree(line);
      assertThat(node.path("region").asText()).isEqualTo(Chains.REGION);
      assertThat(node.path("body").isObject()).isTrue();
    }
    JsonNode heads = new ObjectMapper().readTree(chains.lines().get(4));
    assertThat(heads.at("/body/heads")).hasSize(2);
  }

  @Test
  void refusesABodyThatWouldNotStandInOneLine() {
    ChainWriter writer = new ChainWriter(ID, ChainHead.begin(0));

    assertThatThrownBy(() -> writer.verdict("v", "{\n}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.verdict("v", "[]".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goesOnFromAHeadAsIfItHadNeverStopped() {
    ChainWriter whole = new ChainWriter(ID, ChainHead.begin(5));
    whole.verdict("a", "{}".getBytes(UTF_8));
    ChainWriter resumed = new ChainWriter(ID, whole.head());

    assertThat(resumed.verdict("b", "{}".getBytes(UTF_8)).bytes())
        .isEqualTo(whole.verdict("b", "{}".getBytes(UTF_8)).bytes());
  }

  @Test
  void spreadsVerdictsOverAllChains() {
    List<Integer> used =
        IntStream.range(0, 1_000)
            .mapToObj(i -> ChainId.chainOf("verdict-" + i))
            .distinct()
            .sorted()
            .toList();

    assertThat(used).hasSize(ChainId.VERDICT_CHAINS);
  }

  private static String text(Appended entry) {
    return new String(entry.bytes(), UTF_8);
  }
}
