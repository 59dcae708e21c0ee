package io.pixelated.streams.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A shape that events come in, and what follows from it; an entry of {@code formats.yaml}.
 *
 * @param name its name, as {@code EventSource.format} carries it
 * @param when how it is recognised
 * @param names what rules call its fields
 * @param declares whether its events may declare their log source themselves
 * @param product Sigma's product
 * @param serviceFrom fields of which the first one's value is the service
 * @param refinements what single events add
 * @param memberships what its pipelines say its events are
 * @param times candidates for the event's time, best first
 * @param ids candidates for the producer's id, best first; of each, all fields are needed
 */
record Format(
    String name,
    List<Condition> when,
    FieldNames names,
    boolean declares,
    String product,
    List<String> serviceFrom,
    List<Refinement> refinements,
    Memberships memberships,
    List<TimeField> times,
    List<List<String>> ids) {

  /** What an event adds if the conditions hold. */
  record Refinement(
      List<Condition> when, String product, List<String> categories, List<String> services) {}

  Format {
    when = List.copyOf(when);
    serviceFrom = List.copyOf(serviceFrom);
    refinements = List.copyOf(refinements);
    times = List.copyOf(times);
    ids = List.copyOf(ids);
  }

  /** The categories that its events may be of. */
  Set<String> categories() {
    Set<String> categories = new HashSet<>(memberships.categories());
    refinements.forEach(refinement -> categories.addAll(refinement.categories));
    return categories;
  }

  /** What follows from an event's shape alone. */
  KnownSource fromShape(Fields event) {
    NameTable table = names.tableFor(new KnownSource(product));
    String productName = product;
    for (Refinement refinement : refinements) {
      if (!refinement.product.isEmpty() && holds(refinement, event, table)) {
        productName = refinement.product;
      }
    }
    KnownSource known = new KnownSource(productName);
    for (String field : serviceFrom) {
      String text = event.firstFrom(table.find(event.index(), event::kind, field));
      if (text != null) {
        known.services().add(text.toLowerCase(Locale.ROOT));
        break;
      }
    }
    for (Refinement refinement : refinements) {
      boolean adds = !refinement.categories.isEmpty() || !refinement.services.isEmpty();
      if (adds && holds(refinement, event, table)) {
        known.categories().addAll(refinement.categories);
        known.services().addAll(refinement.services);
      }
    }
    return known;
  }

  /** Adds what the pipelines say of the event. */
  void extend(KnownSource known, Fields event) {
    memberships.extend(known, event, names.tableFor(new KnownSource(known.product())));
    if (!known.product().equals(product) && product.isEmpty()) {
      // a product that was found out gives fields more names
      memberships.extend(known, event, names.tableFor(new KnownSource(known.product())));
    }
  }

  private static boolean holds(Refinement refinement, Fields event, NameTable table) {
    return Condition.hold(
        refinement.when, event, field -> table.find(event.index(), event::kind, field));
  }
}
