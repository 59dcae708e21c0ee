package io.pixelated.streams.residency.minimise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Wherever a person's name turns up in a record, it is not in what leaves. */
class MinimiserPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Substitutes REGION = new Substitutes(KeyProvider.development(), "us-east-1");
  private static final Profile EVENT = Policies.shipped().profile("event");
  private static final List<String> NAMES =
      List.of(
          "eu.mara.lind7", "MARA LIND", "ana", "203.0.113.9", "2001:db8::77", "p-eu-00012", "ö.ü");
  private static final List<String> MEMBERS =
      List.of("a", "A", "b", "user", "User", "a.b", "user.name", "0", "c");

  private final Minimiser minimiser = new Minimiser();
  private final JsonTape tape = new JsonTape();

  private Optional<byte[]> minimised(String json, Profile... profiles) {
    assertThat(tape.read(json.getBytes(UTF_8))).as(json).isTrue();
    return minimiser.minimise(tape, FieldMachine.of(List.of(profiles)), REGION);
  }

  private JsonNode kept(String json, Profile... profiles) throws IOException {
    return JSON.readTree(minimised(json, profiles).orElseThrow());
  }

  private static Profile profile(Map<FieldAction, List<String>> fields) {
    Map<FieldAction, List<FieldPath>> paths = new EnumMap<>(FieldAction.class);
    fields.forEach((a, texts) -> paths.put(a, texts.stream().map(FieldPath::parse).toList()));
    return new Profile("p", paths);
  }

  @Test
  void leavesNoListedValueInAnyField() throws IOException {
    int minimised = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      String name = NAMES.get(random.nextInt(NAMES.size()));
      ObjectNode json = JSON.createObjectNode();
      fill(json, name, random, 0);
      json.putObject("actor").put("user", name);
      json.put("reason", "tried by " + name.toUpperCase(Locale.ROOT) + ", twice (" + name + ")");
      Optional<byte[]> result = minimised(json.toString(), EVENT);
      if (result.isPresent()) {
        minimised++;
        String bytes = new String(result.get(), UTF_8).toLowerCase(Locale.ROOT);
        assertThat(bytes.split("[^\\p{L}\\p{N}.: -]"))
            .as("seed %d", seed)
            .doesNotContain(name.toLowerCase(Locale.ROOT));
        assertThat(JSON.readTree(result.get()).path("reason").asText()).contains("ps_dev_");
      }
    }
    assertThat(minimised).isGreaterThan(1_000);
  }

  @Test
  void doesWhatTheSlowOneDoes() throws IOException {
    int whole = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      List<Profile> profiles = new ArrayList<>(List.of(anyProfile(random)));
      if (random.nextInt(3) == 0) {
        profiles.add(anyProfile(random));
      }
      ObjectNode json = JSON.createObjectNode();
      anything(json, random, 0);
      Optional<byte[]> fast = minimised(json.toString(), profiles.toArray(Profile[]::new));
      Optional<JsonNode> slow = SlowMinimiser.minimise(json, profiles, REGION);

      assertThat(fast.isPresent())
          .as("%d: %s by %s", seed, json, profiles)
          .isEqualTo(slow.isPresent());
      if (fast.isPresent()) {
        assertThat(JSON.readTree(fast.get()))
            .as("%d: %s by %s", seed, json, profiles)
            .isEqualTo(JSON.readTree(slow.get().toString()));
        whole += fast.get().length > 2 ? 1 : 0;
      }
    }
    assertThat(whole).isGreaterThan(3_000);
  }

  @Test
  void refusesARecordWhoseKeptFieldHoldsAPersonalValue() {
    assertThat(minimised("{\"actor\":{\"user\":\"ana\"},\"service\":\"portal of Ana\"}", EVENT))
        .isEmpty();
    assertThat(minimised("{\"patient\":{\"id\":4711000},\"http.status\":4711000}", EVENT))
        .isEmpty();
    assertThat(minimised("{\"patient\":{\"id\":4711000},\"http.status\":4.711E6}", EVENT))
        .isEmpty();
    // In a name that a star lets through.
    Profile star =
        profile(Map.of(FieldAction.HASH, List.of("u"), FieldAction.KEEP, List.of("x.*")));
    assertThat(minimised("{\"u\":\"ana\",\"x\":{\"ana\":1}}", star)).isEmpty();
  }

  @Test
  void findsAValueHoweverItIsWritten() {
    for (String service :
        List.of(
            "PORTAL OF M\\u00dcLLER",
            "portal of mu\u0308ller",
            "m\u00fcl\u200bler",
            "\uff4d\u00fcller",
            "(M\u00fcller)",
            "x\\nm\u00fcller\\n")) {
      assertThat(
              minimised(
                  "{\"actor\":{\"user\":\"m\u00fcller\"},\"service\":\"" + service + "\"}", EVENT))
          .as(service)
          .isEmpty();
    }
    assertThat(
            minimised("{\"actor\":{\"user\":\"Stra\u00dfe 7\"},\"service\":\"STRASSE 7\"}", EVENT))
        .isEmpty();
    assertThat(
            minimised("{\"actor\":{\"user\":\"m\u00fcller\"},\"service\":\"m\u00fcllers\"}", EVENT))
        .isPresent();
  }

  @Test
  void takesWhatIsInsideOfAPersonalFieldOrSpeltOtherwiseForPersonal() throws IOException {
    for (String user :
        List.of(
            "\"actor\":{\"user\":{\"name\":\"ana\"}}",
            "\"actor\":{\"user\":[[\"x\",\"ana\"]]}",
            "\"Actor\":{\"USER\":\"ana\"}",
            "\"actor.user\":\"ana\"",
            "\"\\u0061ctor\":{\"us\\u0065r\":\"ana\"}",
            "\"actor.user.name\":\"ana\"")) {
      String left = kept("{" + user + ",\"reason\":\"login of Ana\"}", EVENT).toString();
      assertThat(left).as(user).doesNotContainIgnoringCase("ana\"").contains("ps_dev_");
    }
  }

  @Test
  void takesTheStrictestActionOfSeveralProfiles() throws IOException {
    Profile lax = profile(Map.of(FieldAction.KEEP, List.of("**")));
    Profile strict =
        profile(Map.of(FieldAction.KEEP, List.of("a.*"), FieldAction.HASH, List.of("a.user")));
    JsonNode result = kept("{\"a.user\":\"ana\",\"a.b\":1,\"other\":\"x\"}", lax, strict);

    assertThat(result.path("a.b").asInt()).isEqualTo(1);
    assertThat(result.path("a.user").asText()).startsWith("ps_dev_");
    assertThat(result.has("other")).isFalse();
  }

  @Test
  void makesTimesAndPlacesCoarser() throws IOException {
    Profile coarse =
        profile(
            Map.of(
                FieldAction.HOUR, List.of("h.*"),
                FieldAction.DAY, List.of("d.*"),
                FieldAction.AREA, List.of("p.*"),
                FieldAction.TOKEN, List.of("t")));
    String json =
        """
        {"h":{"a":"2026-11-20T12:34:56.789Z","b":1795176000123,"c":"2026-11-20T12:34:56+01:00","d":"noon","e":1.5,
              "f":"2026-11-31T12:34:56Z"},
         "d":{"a":"2026-11-20T12:34:56Z","b":1795176000123},
         "p":{"lat":52.520008,"lon":"-13.404954","s":"US-CA","city":"Berlin"},
         "t":"ana"}""";
    JsonNode left = kept(json, coarse);

    assertThat(left.path("h").toString())
        .isEqualTo(
            "{\"a\":\"2026-11-20T12:00Z\",\"b\":1795176000000,\"c\":\"2026-11-20T12:00+01:00\"}");
    assertThat(left.path("d").toString())
        .isEqualTo("{\"a\":\"2026-11-20T00:00Z\",\"b\":1795132800000}");
    assertThat(left.path("p").toString()).isEqualTo("{\"lat\":52,\"lon\":\"-13\",\"s\":\"US\"}");
    assertThat(left.path("t").asText()).startsWith("tk_dev_").isEqualTo(REGION.token("ana"));
  }

  @Test
  void truncatesAddressesToTheirNetwork() throws IOException {
    assertThat(AddressTruncation.network("203.0.113.9")).contains("203.0.113.0/24");
    assertThat(AddressTruncation.network("2001:db8:1:2::3")).contains("2001:db8:1:0:0:0:0:0/48");
    assertThat(AddressTruncation.network("::ffff:203.0.113.9")).contains("203.0.113.0/24");
    for (String text :
        new String[] {"", "host-1", "999.1.1.1", "1.2.3", "203.0.113.0/24", "::zz"}) {
      assertThat(AddressTruncation.network(text)).as(text).isEmpty();
    }
    // Its network would name it.
    assertThat(kept("{\"source\":{\"ip\":\"203.0.113.0\"}}", EVENT).toString()).contains("ps_dev_");
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

  private static Profile anyProfile(Random random) {
    List<FieldAction> actions =
        List.of(
            FieldAction.ERASE,
            FieldAction.DROP,
            FieldAction.HASH,
            FieldAction.TRUNCATE,
            FieldAction.REDACT,
            FieldAction.KEEP,
            FieldAction.KEEP);
    Map<FieldAction, List<String>> fields = new EnumMap<>(FieldAction.class);
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      List<String> steps = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) {
        steps.add(random.nextInt(4) == 0 ? "*" : MEMBERS.get(random.nextInt(MEMBERS.size())));
      }
      if (random.nextInt(4) == 0) {
        steps.add("**");
      }
      fields
          .computeIfAbsent(actions.get(random.nextInt(actions.size())), a -> new ArrayList<>())
          .add(String.join(".", steps));
    }
    return profile(fields);
  }

  private static void anything(ObjectNode node, Random random, int depth) {
    for (int i = random.nextInt(5); i >= 0; i--) {
      String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
      switch (depth < 3 ? random.nextInt(6) : random.nextInt(4)) {
        case 0 -> node.put(member, random.nextInt(3) * 1_000_001);
        case 1 -> node.put(member, "by " + word(random) + "; " + word(random));
        case 2 -> node.put(member, word(random));
        case 3 -> node.put(member, random.nextBoolean());
        case 4 -> node.putArray(member).add(word(random)).addObject().put("user", word(random));
        default -> anything(node.putObject(member), random, depth + 1);
      }
    }
  }

  private static String word(Random random) {
    return List.of("ana", "Ana Lind", "lind", "login", "10.0.0.7", "b", "success \"ok\"", "ö")
        .get(random.nextInt(8));
  }
}
