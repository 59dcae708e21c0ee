package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The formats that are known, in the order in which they are tried. */
final class Formats {
  private static final List<String> DECLARATIONS = List.of("logsource.", "");

  /** Declared names come from outside, so that their number must be bounded. */
  private static final int SHARED = 1_024;

  private final List<Format> formats;
  private final Format other;
  private final Map<LogSource, Shared> shared = new ConcurrentHashMap<>();

  private record Shared(LogSource here, LogSources forRules) {}

  private Formats(List<Format> formats, Format other) {
    this.formats = List.copyOf(formats);
    this.other = other;
  }

  static Formats standard() {
    return read(DataTable.resource("formats.yaml"));
  }

  static Formats read(DataTable root) {
    root.only(
        "windows_times",
        "windows_ids",
        "windows_also",
        "field_names",
        "services",
        "categories",
        "formats");
    Map<String, FieldNames> names = new HashMap<>();
    DataTable nameTables = root.table("field_names");
    nameTables.keys().forEach(n -> names.put(n, FieldNames.read(nameTables.table(n))));
    List<Format> formats = new ArrayList<>();
    for (DataTable each : root.tables("formats")) {
      formats.add(format(each, names, root));
    }
    if (formats.isEmpty() || !formats.get(formats.size() - 1).when().isEmpty()) {
      throw root.wrong("formats", "must end with one without conditions, for everything else");
    }
    return new Formats(formats.subList(0, formats.size() - 1), formats.get(formats.size() - 1));
  }

  private static Format format(DataTable table, Map<String, FieldNames> names, DataTable root) {
    table.only(
        "name",
        "when",
        "field_names",
        "mute",
        "product",
        "service",
        "categories",
        "also",
        "times",
        "ids");
    FieldNames fieldNames =
        table.has("field_names") ? names.get(table.text("field_names")) : FieldNames.NONE;
    if (fieldNames == null) {
      throw table.wrong("field_names", "must be one of " + names.keySet());
    }
    List<Format.Refinement> refinements = new ArrayList<>();
    for (DataTable each : table.tables("also")) {
      each.only("when", "product", "categories", "services");
      refinements.add(
          new Format.Refinement(
              Condition.all(each, "when"),
              each.text("product", ""),
              each.texts("categories"),
              each.texts("services")));
    }
    List<List<String>> ids = new ArrayList<>();
    table.tables("ids").forEach(id -> ids.add(id.only("fields").texts("fields")));
    return new Format(
        table.text("name"),
        Condition.all(table, "when"),
        fieldNames,
        !table.flag("mute"),
        table.text("product", ""),
        service(table, root),
        categories(table, root),
        refinements,
        TimeField.all(table, "times"),
        ids);
  }

  private static Format.Lookup service(DataTable format, DataTable root) {
    if (!format.has("service")) {
      return Format.Lookup.NOTHING;
    }
    DataTable table = format.table("service").only("by", "names", "verbatim");
    Map<String, List<String>> names =
        table.has("names")
            ? names(root.table("services").table(table.text("names")))
            : Map.<String, List<String>>of();
    return new Format.Lookup(table.texts("by"), names, table.flag("verbatim"));
  }

  private static Map<String, Format.Lookup> categories(DataTable format, DataTable root) {
    Map<String, Format.Lookup> categories = new HashMap<>();
    if (format.has("categories")) {
      DataTable use = format.table("categories").only("by", "names");
      DataTable services = root.table("categories").table(use.text("names"));
      for (String service : services.keys()) {
        categories.put(
            service, new Format.Lookup(use.texts("by"), names(services.table(service)), false));
      }
    }
    return categories;
  }

  private static Map<String, List<String>> names(DataTable table) {
    Map<String, List<String>> names = new HashMap<>();
    for (String key : table.keys()) {
      names.put(key.toLowerCase(Locale.ROOT), table.texts(key));
      names.put(key, table.texts(key)); // the usual spelling, found without changing it
    }
    return names;
  }

  /** The event that the values are. */
  ParsedEvent recognise(Values values) throws UnreadableException {
    Recognitions known = values.shape().recognitions();
    Recognised found = known == null ? null : known.of(values);
    if (found == null) {
      Fields fields = new Fields(values);
      found = recognise(fields);
      if (known != null) {
        found = known.remember(fields.answers(), found);
      }
    }
    return found.event(values);
  }

  private Recognised recognise(Fields fields) throws UnreadableException {
    Format format = formatOf(fields);
    FieldNames names = format.names();
    names.addTo(fields);
    Shared source = shared(declared(fields, format, format.recognise(fields)));
    String service = names.serviceOf(source.here.source().service());
    return new Recognised(format, source.here, source.forRules, fields.layout(names, service));
  }

  /** The instances that stand for all that are equal, as long as there are few. */
  private Shared shared(LogSource source) {
    Shared known = shared.get(source);
    if (known != null) {
      return known;
    }
    Shared added = new Shared(source, source.forRules());
    if (shared.size() >= SHARED) {
      return added;
    }
    Shared earlier = shared.putIfAbsent(source, added);
    return earlier == null ? added : earlier;
  }

  private Format formatOf(Fields fields) {
    for (Format format : formats) {
      if (Condition.hold(format.when(), fields, fields::find)) {
        return format;
      }
    }
    return other;
  }

  /**
   * What an event says itself goes before what its shape says: its product replaces ours, and if
   * they agree its category and service are added to ours. Formats that use such names for
   * something else are mute.
   */
  private LogSource declared(Fields fields, Format format, LogSource recognised) {
    if (!format.declares()) {
      return recognised;
    }
    for (String prefix : DECLARATIONS) {
      String product = word(fields, prefix + "product");
      String category = word(fields, prefix + "category");
      String service = word(fields, prefix + "service");
      boolean unsaid = category == null && service == null;
      // bare `category` and `service` are common names; they count where the shape says nothing
      boolean doubtful = prefix.isEmpty() && !format.when().isEmpty();
      if (product == null && (unsaid || doubtful)) {
        continue;
      }
      boolean agree = product == null || product.equals(recognised.source().product());
      Set<String> categories = new LinkedHashSet<>();
      Set<String> services = new LinkedHashSet<>();
      if (category != null) {
        categories.add(category);
      }
      if (service != null) {
        services.add(service);
      }
      if (agree) {
        categories.addAll(recognised.categories());
        services.addAll(recognised.services());
      }
      return LogSource.of(
          format.name(),
          product == null ? recognised.source().product() : product,
          categories,
          services);
    }
    return recognised;
  }

  private static String word(Fields fields, String path) {
    int cursor = fields.find(path);
    if (cursor == FieldIndex.NONE || fields.kind(fields.value(cursor)) != ValueKind.TEXT) {
      return null;
    }
    String text = fields.text(fields.value(cursor)).strip().toLowerCase(Locale.ROOT);
    return text.isEmpty() ? null : text;
  }
}
