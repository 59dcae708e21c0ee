package io.pixelated.streams.sigma.match;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** And, or, not. */
final class BooleanTests {

  private BooleanTests() {}

  static Test all(List<Test> parts) {
    return parts.size() == 1 ? parts.get(0) : new All(cheapFirst(parts));
  }

  static Test any(List<Test> parts) {
    return parts.size() == 1 ? parts.get(0) : new Any(cheapFirst(parts));
  }

  static Test not(Test part) {
    return part instanceof Not not ? not.part() : new Not(part);
  }

  private static Test[] cheapFirst(List<Test> parts) {
    Test[] sorted = parts.toArray(Test[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(Test::cost));
    return sorted;
  }

  private static int sum(Test[] parts) {
    long sum = 1;
    for (Test part : parts) {
      sum += part.cost();
    }
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared; arrays keep the hot loop tight
  private record All(Test[] parts, int cost) implements Test {
    All(Test[] parts) {
      this(parts, sum(parts));
    }

    @Override
    public boolean holds(Reading reading) {
      for (Test part : parts) {
        if (!part.holds(reading)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<List<Anchor>> requirements() {
      return Arrays.stream(parts).flatMap(part -> part.requirements().stream()).toList();
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      for (Test part : parts) {
        part.explain(reading, evidence);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // as above
  private record Any(Test[] parts, int cost) implements Test {
    Any(Test[] parts) {
      this(parts, sum(parts));
    }

    @Override
    public boolean holds(Reading reading) {
      for (Test part : parts) {
        if (part.holds(reading)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<List<Anchor>> requirements() {
      Set<Anchor> union = new LinkedHashSet<>();
      for (Test part : parts) {
        List<List<Anchor>> required = part.requirements();
        if (required.isEmpty()) {
          return List.of();
        }
        union.addAll(Collections.min(required, Comparator.comparingDouble(Anchor::likelihood)));
      }
      return List.of(List.copyOf(union));
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      for (Test part : parts) {
        if (part.holds(reading)) {
          part.explain(reading, evidence);
        }
      }
    }
  }

  private record Not(Test part) implements Test {
    @Override
    public boolean holds(Reading reading) {
      return !part.holds(reading);
    }

    @Override
    public void explain(Reading reading, Evidence evidence) {
      // an absence has no values to show
    }

    @Override
    public int cost() {
      return part.cost();
    }
  }
}
