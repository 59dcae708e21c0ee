package io.pixelated.streams.sigma.match;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Shorthand for events of log source product {@code windows}. */
final class Events {

  private static final LogSources WINDOWS = new LogSources(Set.of("windows"), Set.of(), Set.of());

  private Events() {}

  static FlatEvent of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(fields);
  }

  static FlatEvent of(Map<String, Object> fields) {
    FlatEvent.Builder event = FlatEvent.of(WINDOWS);
    fields.forEach(event::value);
    return event.build();
  }
}
