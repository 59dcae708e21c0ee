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
  /** A field with so many values of interest is worth remembering by what it says. */
  private static final int TELLING = 16;

  private final List<Entry> entries;
  private final List<Key> keys = new ArrayList<>();
  private final BitSet unkeyed = new BitSet();

  /**
   * One way to be of a log source.
   *
   * @param key what leads to the entry and need not be asked again
   * @param tests what must hold beside the key
   */
  private record Entry(
      LogSource source, LogSource given, Optional<ItemTest> key, List<Test> tests) {}

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
      Optional<ItemTest> key = entries.get(i).key();
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
    return new Memberships(knowledge.memberships().stream().map(Memberships::entry).toList());
  }

  private static Entry entry(EventKnowledge.Membership membership) {
    Optional<ItemTest> key = Optional.empty();
    List<Test> tests = new ArrayList<>();
    for (EventKnowledge.Test test : membership.tests()) {
      List<ItemTest> rest = new ArrayList<>();
      for (ItemTest item : test.items().stream().map(ItemTest::of).toList()) {
        if (key.isEmpty() && !test.negated() && item.exact().isPresent()) {
          key = Optional.of(item);
        } else {
          rest.add(item);
        }
      }
      if (!rest.isEmpty()) {
        tests.add(new Test(rest, test.negated()));
      }
    }
    return new Entry(membership.source(), membership.given(), key, tests);
  }

  /** The categories that events may be found to be of. */
  Set<String> categories() {
    Set<String> categories = new HashSet<>();
    entries.forEach(entry -> entry.source.category().ifPresent(categories::add));
    return categories;
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
        boolean telling = key.byValue.size() >= TELLING;
        if (fields.isText(value) && (telling || fields.test(value, key.known))) {
          BitSet entered = key.byValue.get(fields.text(value).toLowerCase(Locale.ROOT));
          if (entered != null) {
            found.or(entered);
          }
        }
      }
    }
    return found;
  }
}
