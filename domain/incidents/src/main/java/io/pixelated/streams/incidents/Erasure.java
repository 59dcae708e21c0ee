package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes a person out of evidence. What they link goes whole; where they are only named beside
 * others, their name goes, and what happened to the others stays.
 *
 * @param isPerson whether an entity is the person
 * @param names whether a text names the person
 */
public record Erasure(Predicate<Entity> isPerson, Predicate<String> names) {
  private static final String ERASED = "erased on request";

  /** Whether the person is among what evidence is linked by. */
  public boolean links(List<Entity> links) {
    return links.stream().anyMatch(isPerson);
  }

  /** A signal without the person; empty if it was about them. */
  public Optional<Signal> without(Signal signal) {
    if (links(signal.links()) || isPerson.test(signal.primary())) {
      return Optional.empty();
    }
    Evidence evidence = without(signal.evidence());
    return Optional.of(
        evidence.equals(signal.evidence())
            ? signal
            : new Signal(
                evidence, signal.state(), signal.standalone(), signal.primary(), signal.links()));
  }

  /** A report without the person; empty if it was about them. */
  public Optional<Report> without(Report report) {
    if (links(report.links())) {
      return Optional.empty();
    }
    return without(report.cluster())
        .map(
            cluster ->
                cluster.equals(report.cluster())
                    ? report
                    : new Report(
                        report.key(), report.links(), cluster, report.state(), report.alert()));
  }

  /** What is remembered of some links without the person; empty if nothing is left. */
  public Optional<StrandBook> without(StrandBook book) {
    if (links(book.links())) {
      return Optional.empty();
    }
    List<StrandBook.Stretch> left = new ArrayList<>();
    for (StrandBook.Stretch stretch : book.stretches()) {
      without(stretch.cluster())
          .ifPresent(cluster -> left.add(new StrandBook.Stretch(cluster, stretch.told())));
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new StrandBook(book.links(), left, book.toldAt()));
  }

  /** A cluster without the person; empty if it told of nobody else. */
  Optional<Cluster> without(Cluster cluster) {
    List<Holding> left = new ArrayList<>();
    for (Holding holding : cluster.kept()) {
      if (!isPerson.test(holding.primary())) {
        left.add(new Holding(without(holding.evidence()), holding.standalone(), holding.primary()));
      }
    }
    if (left.equals(cluster.kept())) {
      return Optional.of(cluster);
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(cluster.keeping(left));
  }

  /** Evidence without the person's name. */
  private Evidence without(Evidence evidence) {
    List<Entity> entities =
        evidence.entities().stream().filter(entity -> !isPerson.test(entity)).toList();
    Map<String, String> why = new TreeMap<>(evidence.why());
    why.values().removeIf(names);
    if (entities.size() == evidence.entities().size() && why.size() == evidence.why().size()) {
      return evidence;
    }
    return new Evidence(
        evidence.id(),
        evidence.kind(),
        evidence.rule(),
        evidence.time(),
        evidence.from(),
        evidence.provisional(),
        why,
        evidence.count(),
        evidence.suppressed(),
        evidence.eventIds(),
        entities,
        evidence.classification(),
        evidence.observed());
  }

  /** What readers know of an incident, without its title and primary if those name the person. */
  Optional<Published> blank(Published known) {
    if (!isPerson.test(known.primary()) && !names.test(known.title())) {
      return Optional.empty();
    }
    return Optional.of(
        new Published(
            known.version(),
            known.writtenAt(),
            known.status(),
            known.severity(),
            ERASED,
            new Entity(EntityType.RULE, ERASED),
            known.firstTime(),
            known.lastTime(),
            known.classification(),
            known.observed(),
            known.strands(),
            known.behind()));
  }
}
