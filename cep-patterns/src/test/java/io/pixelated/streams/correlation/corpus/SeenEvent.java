package io.pixelated.streams.correlation.corpus;

import io.pixelated.streams.reference.Event;
import io.pixelated.streams.reference.Value;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event as the reference sees it, asked value by value of a view. What a name means is the
 * view's business; what the values are is remembered, as thousands of rules ask.
 */
final class SeenEvent implements Event {
  private static final List<Value> ABSENT = new ArrayList<>();

  private final EventView view;
  private final Map<String, List<Value>> byField = new HashMap<>();
  private List<Value> all;

  SeenEvent(EventView view) {
    this.view = view;
  }

  @Override
  public List<Value> values(String field) {
    List<Value> values = byField.computeIfAbsent(field, this::read);
    return values == ABSENT ? null : values;
  }

  @Override
  public List<Value> all() {
    if (all == null) {
      all = new ArrayList<>();
      for (int value = 0; value < view.size(); value++) {
        if (view.kind(value) != ValueKind.COMPOSITE) {
          all.add(value(value));
        }
      }
    }
    return all;
  }

  private List<Value> read(String field) {
    int[] numbers = view.layout().values(field);
    if (numbers == null) {
      return ABSENT;
    }
    List<Value> values = new ArrayList<>();
    for (int number : numbers) {
      values.add(value(number));
    }
    return values;
  }

  private Value value(int number) {
    return switch (view.kind(number)) {
      case TEXT, COMPOSITE -> new Value(Value.Kind.TEXT, view.text(number));
      case NUMBER -> new Value(Value.Kind.NUMBER, view.text(number));
      case BOOLEAN -> new Value(Value.Kind.BOOLEAN, view.text(number));
      case NULL -> new Value(Value.Kind.NULL, "");
    };
  }
}
