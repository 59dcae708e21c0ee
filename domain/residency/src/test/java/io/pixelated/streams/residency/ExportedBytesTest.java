package io.pixelated.streams.residency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Scans the bytes of all that leaves: records on global topics, records that were minimised, audit
 * records, sealed records, and everything that could be printed.
 */
class ExportedBytesTest {
  private static final int CASES = Boolean.getBoolean("streams.exhaustive") ? 200_000 : 20_000;
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-central-1", "ap-southeast-1", "us-west-2");
  private static final List<String> HOMES = List.of("EU", "US", "US-CA", "SG", "JP");

  private final ResidencyCheck check =
      new ResidencyCheck(Ruling.shipped(), KeyProvider.development());

  /** A person whose every trace is unlike any word of a record. */
  private record Person(String login, String patient, String address, String session) {
    static Person any(Random random) {
      String tag = Integer.toHexString(random.nextInt() | 0x10000000);
      return new Person(
          "eu.q" + tag + ".lind",
          "p-eu-" + tag,
          "198.51." + random.nextInt(256) + '.' + (1 + random.nextInt(255)),
          "s-" + tag);
    }

    List<String> traces() {
      return List.of(login, patient, address, session);
    }
  }

  private static String record(RecordKind kind, Person p, Random random) {
    String text =
        new String(
            switch (kind) {
              case THREAT_EVENTS -> Samples.event();
              case DETECTIONS -> Samples.detection();
              case INCIDENTS -> Samples.incident();
            },
            UTF_8);
    text =
        text.replace(Samples.LOGIN, p.login())
            .replace(Samples.PATIENT, p.patient())
            .replace(Samples.ADDRESS, p.address())
            .replace(Samples.SESSION, p.session());
    String trace = p.traces().get(random.nextInt(4));
    String name =
        List.of("reason", "desc", "note", "platform", "severity", "title", "Actor", "x")
            .get(random.nextInt(8));
    if (random.nextBoolean() && !text.contains('"' + name + '"')) {
      String value =
          switch (random.nextInt(4)) {
            case 0 -> "\"of " + trace.toUpperCase(Locale.ROOT) + ", again\"";
            case 1 -> "{\"user\":[\"" + trace + "\"]}";
            case 2 -> "[\"" + trace + "\",{\"" + trace + "\":1}]";
            default -> "\"" + trace + "\"";
          };
      text = text.stripTrailing();
      text = text.substring(0, text.length() - 1) + ",\"" + name + "\":" + value + '}';
    }
    return text;
  }

  @Test
  void nothingThatIsMinimisedOrGlobalHoldsATraceOfAPerson() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Person person = Person.any(random);
      RecordKind kind = pick(random, RecordKind.values());
      DestinationKind destination = pick(random, DestinationKind.values());
      DataClass dataClass = pick(random, DataClass.values());
      String from = REGIONS.get(random.nextInt(REGIONS.size()));
      String to = random.nextBoolean() ? from : REGIONS.get(random.nextInt(REGIONS.size()));
      Request request =
          new Request(
              kind,
              "r-" + seed,
              Classification.of(
                  List.of(dataClass), List.of(HOMES.get(random.nextInt(HOMES.size())))),
              from,
              destination,
              to,
              1_795_176_000_123L,
              Request.SECURITY,
              record(kind, person, random).getBytes(UTF_8));

      Checked checked = check.check(request);

      String where = "seed " + seed + ' ' + checked;
      boolean global = destination == DestinationKind.GLOBAL_TOPIC;
      if (checked.cleared().isPresent()
          && (global || !checked.verdict().outcome().equals("permit"))) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ClearedCodec.write(checked.cleared().get(), new DataOutputStream(bytes));
        assertNoTrace(where, bytes.toByteArray(), person);
        seen.merge(global ? "global" : "minimised", 1, Integer::sum);
      }
      assertNoTrace(where, AuditJson.write(checked.audit()), person);
      if (checked.quarantined().isPresent()) {
        assertNoTrace(where, QuarantineJson.write(checked.quarantined().get()), person);
        assertNoTrace(where, checked.quarantined().get().value(), person);
        seen.merge("quarantined", 1, Integer::sum);
      }
      // What logs, exceptions and metric labels could get hold of.
      assertNoTrace("printed", (checked + checked.verdict().explain()).getBytes(UTF_8), person);
      assertNoTrace("request", request.toString().getBytes(UTF_8), person);
    }
    assertThat(seen.get("global")).isGreaterThan(CASES / 100);
    assertThat(seen.get("minimised")).isGreaterThan(CASES / 20);
    assertThat(seen.get("quarantined")).isGreaterThan(CASES / 20);
  }

  private static <T> T pick(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static void assertNoTrace(String where, byte[] bytes, Person person) {
    String text = new String(bytes, UTF_8).toLowerCase(Locale.ROOT);
    for (String trace : person.traces()) {
      if (text.contains(trace)) {
        int at = text.indexOf(trace);
        // An address may begin as another does.
        boolean whole =
            at + trace.length() == text.length()
                || !Character.isLetterOrDigit(text.charAt(at + trace.length()));
        assertThat(whole).as("%s in %s: %s", trace, where, text).isFalse();
      }
    }
  }
}
