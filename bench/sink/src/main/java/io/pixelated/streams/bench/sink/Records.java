package io.pixelated.streams.bench.sink;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.events.Ids;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.residency.RecordKind;
import io.pixelated.streams.residency.Request;
import io.pixelated.streams.residency.ResidencyCheck;
import io.pixelated.streams.residency.Ruling;
import io.pixelated.streams.residency.keys.KeyProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Cleared events of the usual size, made by a seed; all of them new to the table. */
final class Records {
  private static final String REGION = "eu-central-1";

  private Records() {}

  static Cleared[] make(int count) {
    ResidencyCheck check = new ResidencyCheck(Ruling.shipped(), KeyProvider.development());
    Classification operational = Classification.of(List.of(DataClass.OPERATIONAL), List.of());
    Random random = new Random(42);
    Cleared[] records = new Cleared[count];
    for (int i = 0; i < count; i++) {
      String id = Ids.of("bench", Integer.toString(i));
      byte[] json = json(id, i, random).getBytes(StandardCharsets.UTF_8);
      records[i] =
          check
              .check(
                  Request.toStore(
                      RecordKind.THREAT_EVENTS,
                      id,
                      operational,
                      REGION,
                      1_700_000_000_000L + i,
                      json))
              .cleared()
              .orElseThrow();
    }
    return records;
  }

  /** About a kilobyte, half of which does not repeat. */
  private static String json(String id, int i, Random random) {
    StringBuilder fields = new StringBuilder();
    for (int field = 0; field < 16; field++) {
      fields
          .append(",\"field")
          .append(field)
          .append("\":\"")
          .append(Long.toHexString(random.nextLong()))
          .append(" and what is the same everywhere\"");
    }
    return "{\"id\":\""
        + id
        + "\",\"enrichment\":{\"time\":"
        + (1_700_000_000_000L + i)
        + ",\"entities\":[{\"type\":\"HOST\",\"value\":\"host-"
        + random.nextInt(2000)
        + "\"}]}"
        + fields
        + "}";
  }
}
