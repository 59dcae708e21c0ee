package io.pixelated.streams.connectors.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows made by a seed, in the order in which they come: versions of few ids, some late, some twice,
 * removals, and poison; with what has to come of them.
 *
 * @param rows as they come
 * @param letters ids of the dead letters of those that the database cannot take
 * @param expected what has to stand in the end: table and id, with version and payload
 */
record Feed(List<Row> rows, Set<String> letters, Map<String, String> expected) {
  static final String TOO_LONG = tooLong();

  static Feed of(long seed, int size) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    Set<String> letters = new HashSet<>();
    Map<String, ClearedRow> model = new HashMap<>();
    for (int i = 0; i < size; i++) {
      if (random.nextInt(100) == 0) {
        ClearedRow bad = poison(random, i);
        rows.add(bad);
        letters.add(DeadRows.letter(new Refusal(bad, "")).id());
        continue;
      }
      ClearedRow row = row(random, i);
      rows.add(row);
      model.merge(
          row.table().tableName() + ' ' + row.id(),
          row,
          (old, now) -> now.supersedes(old) ? now : old);
    }
    Map<String, String> expected = new TreeMap<>();
    model.forEach(
        (key, row) -> {
          if (!row.removed()) {
            expected.put(key, row.version() + " " + row.payload());
          }
        });
    return new Feed(rows, letters, expected);
  }

  private static ClearedRow row(Random random, int i) {
    if (random.nextInt(3) > 0) {
      int id = random.nextInt(10) == 0 ? random.nextInt(i + 1) : i; // some come twice
      return Rows.row(Table.THREAT_EVENTS, "e" + id, 1, false, "{\"i\": " + id + "}");
    }
    int id = random.nextInt(50);
    long version = 1L + random.nextInt(40);
    boolean removed = version % 8 == 0;
    String payload = removed ? "{}" : "{\"v\": " + version + "}";
    return Rows.row(Table.INCIDENTS, "i" + id, version, removed, payload);
  }

  private static ClearedRow poison(Random random, int i) {
    return switch (random.nextInt(4)) {
      case 0 -> Rows.row(Table.THREAT_EVENTS, "nul-" + i + '\0', 1, false, "{}");
      case 1 -> Rows.row(Table.THREAT_EVENTS, "long-" + i + TOO_LONG, 1, false, "{}");
      case 2 -> timeless(i);
      default -> Rows.row(Table.DETECTIONS, "unwanted-" + i, 1, false, "{}"); // see the trigger
    };
  }

  /** Of a time that is none of the database's. */
  private static ClearedRow timeless(int i) {
    return Rows.at(
        Long.MAX_VALUE / 1000, Rows.row(Table.THREAT_EVENTS, "timeless-" + i, 1, false, "{}"));
  }

  /** Longer than an index page, even compressed. */
  private static String tooLong() {
    return new Random(7)
        .ints(20_000, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
