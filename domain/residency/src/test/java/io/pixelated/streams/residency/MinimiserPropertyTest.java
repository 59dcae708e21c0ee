package io.pixelated.streams.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Wherever a person's name turns up in a record, it is not in what leaves. */
class MinimiserPropertyTest {
  private static final PseudonymKey KEY =
      new PseudonymKey(KeyProvider.development().current("us-east-1", KeyPurpose.PSEUDONYM));
  private static final List<String> NAMES =
      List.of(
          "eu.mara.lind7", "MARA LIND", "ana", "203.0.113.9", "2001:db8::77", "p-eu-00012", "ö.ü");

  @Test
  void leavesNoListedValueInAnyField() {
    Policies policies = Policies.shipped();
    int minimised = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      String name = NAMES.get(random.nextInt(NAMES.size()));
      ObjectNode json = Json.object();
      fill(json, name, random, 0);
      json.putObject("actor").put("user", name);
      json.put("reason", "tried by " + name.toUpperCase(Locale.ROOT) + ", twice (" + name + ")");
      Optional<ObjectNode> result =
          Minimiser.minimise(json, List.of(policies.profile("event")), KEY);
      if (result.isPresent()) {
        minimised++;
        String bytes = new String(Json.bytes(result.get()), UTF_8).toLowerCase(Locale.ROOT);
        assertThat(bytes.split("[^\\p{L}\\p{N}.: -]"))
            .as("seed %d", seed)
            .doesNotContain(name.toLowerCase(Locale.ROOT));
        assertThat(result.get().path("reason").asText()).contains("ps_dev_");
      }
    }
    assertThat(minimised).isGreaterThan(1_000);
  }

  @Test
  void refusesARecordWhoseKeptFieldHoldsAPersonalValue() {
    ObjectNode json = Json.object();
    json.putObject("actor").put("user", "ana");
    json.put("service", "portal of Ana");

    assertThat(Minimiser.minimise(json, List.of(Policies.shipped().profile("event")), KEY))
        .isEmpty();
  }

  @Test
  void takesTheStrictestActionOfSeveralProfiles() {
    Profile lax = new Profile("lax", Map.of(FieldAction.KEEP, List.of(FieldPath.parse("**"))));
    Profile strict =
        new Profile(
            "strict",
            Map.of(
                FieldAction.KEEP, List.of(FieldPath.parse("a.*")),
                FieldAction.HASH, List.of(FieldPath.parse("a.user"))));
    ObjectNode json = Json.object();
    json.put("a.user", "ana").put("a.b", 1).put("other", "x");
    ObjectNode result = Minimiser.minimise(json, List.of(lax, strict), KEY).orElseThrow();

    assertThat(result.path("a.b").asInt()).isEqualTo(1);
    assertThat(result.path("a.user").asText()).startsWith("ps_dev_");
    assertThat(result.has("other")).isFalse();
  }

  @Test
  void truncatesAddressesToTheirNetwork() {
    assertThat(AddressTruncation.network("203.0.113.9")).contains("203.0.113.0/24");
    assertThat(AddressTruncation.network("2001:db8:1:2::3")).contains("2001:db8:1:0:0:0:0:0/48");
    assertThat(AddressTruncation.network("::ffff:203.0.113.9")).contains("203.0.113.0/24");
    for (String text :
        new String[] {"", "host-1", "999.1.1.1", "1.2.3", "203.0.113.0/24", "::zz"}) {
      assertThat(AddressTruncation.network(text)).as(text).isEmpty();
    }
  }

  /** Members that the profile keeps and members it does not know, with the name here and there. */
  private static void fill(ObjectNode node, String name, Random random, int depth) {
    String[] names = {"platform", "action", "service", "message", "user_agent", "x", name};
    for (int i = random.nextInt(4); i >= 0; i--) {
      String member = names[random.nextInt(names.length)];
      switch (random.nextInt(6)) {
        case 0 -> node.put(member, random.nextInt(100));
        case 1 -> node.put(member, random.nextInt(8) == 0 ? "by " + name : "login");
        case 2 -> node.putArray(member).add("login").add(name);
        case 3 -> {
          if (depth < 3) {
            fill(node.putObject(member), name, random, depth + 1);
          }
        }
        case 4 -> node.putNull(member);
        default -> node.put(member, "success");
      }
    }
  }
}
