package io.pixelated.streams.residency.minimise;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a minimised record keeps, by field: everything else is dropped. Of several actions for one
 * field the strictest holds.
 */
public record Profile(String name, Map<FieldAction, List<FieldPath>> fields) {
  public Profile {
    Objects.requireNonNull(name, "name");
    fields = Map.copyOf(fields);
  }
}
