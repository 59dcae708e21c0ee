package io.pixelated.streams.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A shape that events come in, and what follows from it; an entry of {@code formats.yaml}.
 *
 * @param name its name, as {@code EventSource.format} carries it
 * @param when how it is recognised
 * @param names what rules call its fields
 * @param declares whether its events may declare their log source themselves
 * @param product Sigma's product
 * @param service where the service comes from
 * @param categories categories by service and by the value of a field
 * @param refinements what single events add
 * @param times candidates for the event's time, best first
 * @param ids candidates for the producer's id, best first; of each, all fields are needed
 */
record Format(
    String name,
    List<Condition> when,
    FieldNames names,
    boolean declares,
    String product,
    Lookup service,
    Map<String, Lookup> categories,
    List<Refinement> refinements,
    List<TimeField> times,
    List<List<String>> ids) {

  /** Names that follow from a field's value. */
  record Lookup(List<String> fields, Map<String, List<String>> names, boolean verbatim) {
    static final Lookup NOTHING = new Lookup(List.of(), Map.of(), false);

    private List<String> of(Format format, Fields event, String service) {
      for (String field : fields) {
        String text = event.firstFrom(format.names.find(event, field, service));
        if (text != null) {
          List<String> found = names.get(text);
          found = found == null ? names.get(text.toLowerCase(Locale.ROOT)) : found;
          if (found != null) {
            return found;
          }
          return verbatim ? List.of(text.toLowerCase(Locale.ROOT)) : List.of();
        }
      }
      return List.of();
    }
  }

  /** What an event adds if the conditions hold. */
  record Refinement(
      List<Condition> when, String product, List<String> categories, List<String> services) {}

  Format {
    when = List.copyOf(when);
    categories = Map.copyOf(categories);
    refinements = List.copyOf(refinements);
    times = List.copyOf(times);
    ids = List.copyOf(ids);
  }

  LogSource recognise(Fields event) {
    String productName = product;
    Set<String> services = new LinkedHashSet<>(service.of(this, event, ""));
    String main = services.isEmpty() ? "" : services.iterator().next();
    List<String> more = new ArrayList<>();
    Set<String> found = new LinkedHashSet<>();
    for (Refinement refinement : refinements) {
      if (Condition.hold(refinement.when, event, field -> names.find(event, field, main))) {
        productName = refinement.product.isEmpty() ? productName : refinement.product;
        found.addAll(refinement.categories);
        more.addAll(refinement.services);
      }
    }
    services.addAll(more);
    Lookup lookup = categories.getOrDefault(main, categories.get("*"));
    if (lookup != null) {
      found.addAll(lookup.of(this, event, main));
    }
    return LogSource.of(name, productName, found, services);
  }
}
