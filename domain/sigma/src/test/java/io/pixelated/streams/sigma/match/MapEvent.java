package io.pixelated.streams.sigma.match;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A flat event in a map, with lists for arrays. */
public record MapEvent(LogSources logSources, Map<String, Object> fields) implements EventView {

  /** An event of log source product {@code windows}. */
  public static MapEvent of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new MapEvent(new LogSources(Set.of("windows"), Set.of(), Set.of()), fields);
  }

  @Override
  public boolean read(String field, ValueSink sink) {
    Object value = fields.get(field);
    for (Object member : value instanceof List<?> list ? list : Arrays.asList(value)) {
      if (member == null) {
        if (fields.containsKey(field)) {
          sink.nothing();
        }
      } else if (member instanceof Boolean bool) {
        sink.bool(bool);
      } else if (member instanceof Number number) {
        sink.number(number.toString());
      } else {
        sink.text((String) member);
      }
    }
    return fields.containsKey(field);
  }

  @Override
  public void readAll(NamedValueSink sink) {
    fields.forEach(
        (field, value) -> {
          for (Object member : value instanceof List<?> list ? list : Arrays.asList(value)) {
            if (member != null) {
              sink.value(field, member.toString());
            }
          }
        });
  }
}
