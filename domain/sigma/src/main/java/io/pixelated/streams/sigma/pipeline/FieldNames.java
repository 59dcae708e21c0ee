package io.pixelated.streams.sigma.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the transformations that rename fields. */
final class FieldNames {

  /** How a mapping writes that it speaks of keywords, which have no field. */
  private static final Set<String> KEYWORDS = Set.of("null", "Null", "NULL", "~", "");

  private FieldNames() {}

  static Transformation mapping(Parameters p) {
    return new FieldMapping(p.mapping("mapping"));
  }

  /** Names by name; one that stands for keywords gives them a field. */
  record FieldMapping(Map<String, List<String>> mapping) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      new FieldRenaming(this::names).apply(item, processing);
    }

    private Optional<List<String>> names(String field) {
      return field == null
          ? KEYWORDS.stream().map(mapping::get).filter(n -> n != null).findFirst()
          : Optional.ofNullable(mapping.get(field));
    }
  }

  static Transformation prefixes(Parameters p) {
    Map<String, List<String>> mapping = p.mapping("mapping");
    return new FieldRenaming(
        field ->
            Optional.ofNullable(field)
                .flatMap(f -> mapping.keySet().stream().filter(f::startsWith).findFirst())
                .map(
                    prefix ->
                        mapping.get(prefix).stream()
                            .map(replaced -> replaced + field.substring(prefix.length()))
                            .toList()));
  }

  static Transformation prefix(Parameters p) {
    String prefix = p.requiredText("prefix");
    return new FieldRenaming(field -> Optional.ofNullable(field).map(f -> List.of(prefix + f)));
  }

  static Transformation suffix(Parameters p) {
    String suffix = p.requiredText("suffix");
    return new FieldRenaming(field -> Optional.ofNullable(field).map(f -> List.of(f + suffix)));
  }

  /** The functions that {@code field_name_transform} knows. */
  private enum Function {
    LOWER,
    UPPER,
    TITLE,
    SNAKE_CASE;

    String of(String name) {
      return switch (this) {
        case LOWER -> name.toLowerCase(Locale.ROOT);
        case UPPER -> name.toUpperCase(Locale.ROOT);
        case TITLE ->
            name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).toLowerCase(Locale.ROOT);
        case SNAKE_CASE ->
            name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
      };
    }
  }

  static Transformation transform(Parameters p) {
    Function function = p.requiredConstant("transform_func", Function.values());
    Map<String, List<String>> given = p.has("mapping") ? p.mapping("mapping") : Map.of();
    if (p.flag("apply_keyword")) {
      p.wrong("apply_keyword", "keywords have no name to transform; remove 'apply_keyword'");
    }
    return new FieldRenaming(
        field ->
            Optional.ofNullable(field).map(f -> given.getOrDefault(f, List.of(function.of(f)))));
  }
}
