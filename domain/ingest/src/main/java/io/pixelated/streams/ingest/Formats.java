package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;
import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.pipeline.ProcessingPipeline;
import io.pixelated.streams.sigma.pipeline.ShippedPipelines;
import java.util.ArrayList;
import java.util.HashSet;
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

  /** Categories that rules may name, as far as the tables know them. */
  private final Set<String> categories = new HashSet<>();

  private final Map<LogSource, Shared> shared = new ConcurrentHashMap<>();

  private record Shared(LogSource here, LogSources forRules) {}

  private Formats(List<Format> formats, Format other) {
    this.formats = List.copyOf(formats);
    this.other = other;
    formats.forEach(format -> categories.addAll(format.categories()));
    categories.addAll(other.categories());
  }

  static Formats standard() {
    return read(DataTable.resource("formats.yaml"));
  }

  static Formats read(DataTable root) {
    root.only("windows_times", "windows_ids", "windows_also", "field_names", "formats");
    List<Format> formats = new ArrayList<>();
    for (DataTable each : root.tables("formats")) {
      formats.add(format(each, root.table("field_names")));
    }
    if (formats.isEmpty() || !formats.get(formats.size() - 1).when().isEmpty()) {
      throw root.wrong("formats", "must end with one without conditions, for everything else");
    }
    return new Formats(formats.subList(0, formats.size() - 1), formats.get(formats.size() - 1));
  }

  private static Format format(DataTable table, DataTable names) {
    table.only(
        "name",
        "when",
        "field_names",
        "pipelines",
        "mute",
        "product",
        "service_from",
        "also",
        "times",
        "ids");
    EventKnowledge knowledge = EventKnowledge.of(pipelines(table));
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
        FieldNames.read(fieldNames(table, names), knowledge.aliases()),
        !table.flag("mute"),
        table.text("product", ""),
        table.texts("service_from"),
        refinements,
        Memberships.of(knowledge),
        TimeField.all(table, "times"),
        ids);
  }

  private static DataTable fieldNames(DataTable format, DataTable names) {
    String name = format.text("field_names", "");
    if (!name.isEmpty() && !names.has(name)) {
      throw format.wrong("field_names", "must be one of " + names.keys());
    }
    return name.isEmpty() ? DataTable.empty() : names.table(name);
  }

  private static List<ProcessingPipeline> pipelines(DataTable format) {
    List<ProcessingPipeline> pipelines = new ArrayList<>();
    for (String name : format.texts("pipelines")) {
      pipelines.add(
          ShippedPipelines.named(name)
              .orElseThrow(
                  () -> format.wrong("pipelines", "must be of " + ShippedPipelines.names())));
    }
    return pipelines;
  }

  /** The event that the values are. */
  ParsedEvent recognise(Values values) throws UnreadableException {
    Recognitions known = values.shape().recognitions();
    Recognised found = known == null ? null : known.of(values);
    if (found == null) {
      Fields fields = new Fields(values);
      found = recognise(fields);
      if (known != null) {
        found = known.remember(values, fields.answers(), found);
      }
    }
    return found.event(values);
  }

  private Recognised recognise(Fields fields) throws UnreadableException {
    Format format = formatOf(fields);
    format.names().addTo(fields);
    KnownSource known = format.fromShape(fields);
    if (format.declares()) {
      known = declared(fields, format, known);
    }
    format.extend(known, fields);
    Shared source = shared(LogSource.of(format.name(), known));
    return new Recognised(
        format, source.here, source.forRules, fields.layout(format.names().tableFor(known)));
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
   * What an event says itself goes before what its shape says: its product replaces ours, and what
   * it says comes first. What its shape says is added unless the products differ. Formats that use
   * such names for something else are mute.
   */
  private KnownSource declared(Fields fields, Format format, KnownSource shape) {
    for (String prefix : DECLARATIONS) {
      String product = word(fields, prefix + "product");
      String category = word(fields, prefix + "category");
      String service = word(fields, prefix + "service");
      boolean unsaid = category == null && service == null;
      // bare `category` and `service` are common names: they count where the shape says nothing,
      // or the category is one of Sigma's
      boolean doubtful =
          prefix.isEmpty() && !format.when().isEmpty() && !categories.contains(category);
      if (product == null && (unsaid || doubtful)) {
        continue;
      }
      KnownSource known = new KnownSource(product == null ? shape.product() : product);
      if (category != null) {
        known.categories().add(category);
      }
      if (service != null) {
        known.services().add(service);
      }
      if (shape.product().isEmpty() || shape.product().equals(known.product())) {
        known.categories().addAll(shape.categories());
        known.services().addAll(shape.services());
      }
      return known;
    }
    return shape;
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
