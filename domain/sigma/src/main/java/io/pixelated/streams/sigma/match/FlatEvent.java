package io.pixelated.streams.sigma.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An event made of names and values; a name with several values stands for an array. Immutable. */
public final class FlatEvent implements EventView {

  private final LogSources logSources;
  private final Layout layout;
  private final ValueKind[] kinds;
  private final char[] characters;
  private final int[] bounds;

  private FlatEvent(Builder builder) {
    logSources = builder.logSources;
    layout = new Layout(builder.names, builder.withoutValue);
    kinds = builder.kinds.toArray(ValueKind[]::new);
    characters = new char[builder.text.length()];
    builder.text.getChars(0, characters.length, characters, 0);
    bounds = Arrays.copyOf(builder.bounds, kinds.length + 1);
  }

  public static Builder of(LogSources logSources) {
    return new Builder(logSources);
  }

  @Override
  public LogSources logSources() {
    return logSources;
  }

  @Override
  public FieldLayout layout() {
    return layout;
  }

  @Override
  public int size() {
    return kinds.length;
  }

  @Override
  public ValueKind kind(int value) {
    return kinds[value];
  }

  @Override
  public char[] characters() {
    return characters;
  }

  @Override
  public int start(int value) {
    return bounds[value];
  }

  @Override
  public int end(int value) {
    return bounds[value + 1];
  }

  @Override
  public String text(int value) {
    return new String(characters, start(value), end(value) - start(value));
  }

  /** The names and values, for messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int value = 0; value < size(); value++) {
      text.append(text.isEmpty() ? "" : ", ").append(layout.name(value)).append('=');
      text.append(kind(value) == ValueKind.NULL ? "null" : text(value));
    }
    return text.toString();
  }

  /** Collects the values of one event, in their order. */
  public static final class Builder {
    private final LogSources logSources;
    private final List<String> names = new ArrayList<>();
    private final List<String> withoutValue = new ArrayList<>();
    private final List<ValueKind> kinds = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int[] bounds = new int[16];

    private Builder(LogSources logSources) {
      this.logSources = Objects.requireNonNull(logSources, "logSources");
    }

    public Builder text(String name, String value) {
      return add(name, ValueKind.TEXT, value);
    }

    /** Adds a number, as the event spells it. */
    public Builder number(String name, String literal) {
      return add(name, ValueKind.NUMBER, literal);
    }

    public Builder bool(String name, boolean value) {
      return add(name, ValueKind.BOOLEAN, value ? "true" : "false");
    }

    public Builder nothing(String name) {
      return add(name, ValueKind.NULL, "");
    }

    /** Adds a field that is there without a value, as an empty array. */
    public Builder empty(String name) {
      withoutValue.add(Objects.requireNonNull(name, "name"));
      return this;
    }

    /**
     * Adds a null, a text, number or boolean, or a list of such.
     *
     * @throws IllegalArgumentException for anything else
     */
    public Builder value(String name, Object value) {
      if (value instanceof List<?> members) {
        members.forEach(member -> value(name, member));
        return members.isEmpty() ? empty(name) : this;
      }
      if (value == null) {
        return nothing(name);
      }
      if (value instanceof Boolean bool) {
        return bool(name, bool);
      }
      if (value instanceof Number) {
        return number(name, value.toString());
      }
      if (value instanceof CharSequence) {
        return text(name, value.toString());
      }
      throw new IllegalArgumentException(
          "field '"
              + name
              + "' holds a "
              + value.getClass().getSimpleName()
              + "; give a null, text, number, boolean, or a list of them");
    }

    public FlatEvent build() {
      return new FlatEvent(this);
    }

    private Builder add(String name, ValueKind kind, String value) {
      names.add(Objects.requireNonNull(name, "name"));
      kinds.add(kind);
      text.append(value);
      if (kinds.size() == bounds.length) {
        bounds = Arrays.copyOf(bounds, bounds.length * 2);
      }
      bounds[kinds.size()] = text.length();
      return this;
    }
  }

  /** Equal for events of the same names in the same order. */
  private static final class Layout implements FieldLayout {
    private static final int[] NO_VALUE = {};

    private final List<String> names;
    private final Map<String, int[]> values = new LinkedHashMap<>();
    private final int hash;

    Layout(List<String> names, List<String> withoutValue) {
      this.names = List.copyOf(names);
      Map<String, List<Integer>> numbers = new LinkedHashMap<>();
      for (int value = 0; value < names.size(); value++) {
        numbers.computeIfAbsent(names.get(value), n -> new ArrayList<>(1)).add(value);
      }
      withoutValue.forEach(name -> values.put(name, NO_VALUE));
      numbers.forEach(
          (name, list) -> values.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
      hash = this.names.hashCode() * 31 + values.keySet().hashCode();
    }

    @Override
    public int[] values(String field) {
      return values.get(field);
    }

    @Override
    public String name(int value) {
      return names.get(value);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Layout that
              && hash == that.hash
              && names.equals(that.names)
              && values.keySet().equals(that.values.keySet()));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
