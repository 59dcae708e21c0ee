package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which log sources events are of, by what pipelines say. Most ask for a value of a field out of a
 * few ({@code Channel}, {@code EventID}), so that the values an event has there lead to what can
 * hold at all.
 */
final class Memberships {
  private final List<Entry> entries;
  private final List<Key> keys = new ArrayList<>();
  private final BitSet unkeyed = new BitSet();

  private record Entry(LogSource source, LogSource given, List<Test> tests) {}

  private record Test(List<ItemTest> items, boolean negated) {
    boolean holds(Fields fields, NameTable names) {
      return items.stream().allMatch(item -> item.holds(fields, names)) != negated;
    }
  }

  /** A field by whose values entries are found, by their numbers. */
  private record Key(String field, Predicate<String> known, Map<String, BitSet> byValue) {}

  private Memberships(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    Map<String, Map<String, BitSet>> byField = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Optional<ItemTest> key = key(entries.get(i));
      if (key.isEmpty()) {
        unkeyed.set(i);
        continue;
      }
      Map<String, BitSet> byValue =
          byField.computeIfAbsent(key.get().field(), field -> new HashMap<>());
      for (String value : key.get().exact().orElseThrow()) {
        byValue.computeIfAbsent(value, v -> new BitSet()).set(i);
      }
    }
    byField.forEach(
        (field, byValue) -> {
          Set<String> values = Set.copyOf(byValue.keySet());
          keys.add(new Key(field, text -> values.contains(text.toLowerCase(Locale.ROOT)), byValue));
        });
  }

  static Memberships of(EventKnowledge knowledge) {
    return new Memberships(
        knowledge.memberships().stream()
            .map(
                each ->
                    new Entry(
                        each.source(),
                        each.given(),
                        each.tests().stream()
                            .map(
                                test ->
                                    new Test(
                                        test.items().stream().map(ItemTest::of).toList(),
                                        test.negated()))
                            .toList()))
            .toList());
  }

  /** The categories that events may be found to be of. */
  Set<String> categories() {
    Set<String> categories = new HashSet<>();
    entries.forEach(entry -> entry.source.category().ifPresent(categories::add));
    return categories;
  }

  private static Optional<ItemTest> key(Entry entry) {
    return entry.tests().stream()
        .filter(test -> !test.negated())
        .flatMap(test -> test.items().stream())
        .filter(item -> item.exact().isPresent())
        .findFirst();
  }

  /** Adds to what is known of an event all that follows, and what follows from that. */
  void extend(KnownSource known, Fields fields, NameTable names) {
    BitSet open = candidates(fields, names);
    boolean more = true;
    while (more) {
      more = false;
      for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
        Entry entry = entries.get(i);
        if (!known.mayBe(entry.source) || !known.covers(entry.given)) {
          continue;
        }
        open.clear(i);
        if (!known.covers(entry.source)
            && entry.tests.stream().allMatch(test -> test.holds(fields, names))) {
          known.add(entry.source);
          more = true;
        }
      }
    }
  }

  private BitSet candidates(Fields fields, NameTable names) {
    BitSet found = (BitSet) unkeyed.clone();
    for (Key key : keys) {
      int cursor = names.find(fields.index(), fields::kind, key.field);
      for (; cursor != FieldIndex.NONE; cursor = fields.next(cursor)) {
        int value = fields.value(cursor);
        if (fields.isText(value) && fields.test(value, key.known)) {
          found.or(key.byValue.get(fields.text(value).toLowerCase(Locale.ROOT)));
        }
      }
    }
    return found;
  }
}
