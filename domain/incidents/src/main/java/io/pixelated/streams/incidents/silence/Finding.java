package io.pixelated.streams.incidents.silence;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.RuleRef;
import io.pixelated.streams.incidents.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Evidence with the labels that silences match.
 *
 * @param signal the evidence
 * @param labels its labels: {@code rule} (its id), {@code title}, {@code level}, {@code tag},
 *     {@code kind}, {@code region}, {@code product}, {@code category}, {@code service}; the entity
 *     types {@code user}, {@code host}, {@code address}, {@code session}, {@code token}; and the
 *     group-by fields of an alert and the matched fields of a detection under their own names,
 *     where no other label has that name
 */
public record Finding(Signal signal, List<Label> labels) {
  public Finding {
    Objects.requireNonNull(signal, "signal");
    labels = List.copyOf(labels);
  }

  /**
   * What silences may ask of a finding.
   *
   * @param name what it is called
   * @param values its values, often one
   */
  public record Label(String name, List<String> values) {
    public Label {
      Objects.requireNonNull(name, "name");
      values = List.copyOf(values);
    }
  }

  Map<String, List<String>> valuesByLabel() {
    Map<String, List<String>> values = new HashMap<>();
    labels.forEach(label -> values.put(label.name(), label.values()));
    return values;
  }

  /** Evidence with labels by name. */
  public static Finding of(Signal signal, Map<String, List<String>> labels) {
    return new Finding(
        signal, labels.entrySet().stream().map(e -> new Label(e.getKey(), e.getValue())).toList());
  }

  /** A detection, made a signal, with its labels. */
  public static Finding of(Detection detection, Signal signal) {
    Map<String, List<String>> labels = new HashMap<>();
    detection.fields().forEach((field, value) -> labels.put(field, List.of(value)));
    labels.put("product", List.of(detection.source().product()));
    labels.put("category", List.of(detection.source().category()));
    labels.put("service", List.of(detection.source().service()));
    describe(labels, detection.rule(), detection.region(), detection.entities());
    labels.put("kind", List.of("detection"));
    return of(signal, labels);
  }

  /** An alert, made a signal, with its labels. */
  public static Finding of(Alert alert, Signal signal) {
    Map<String, List<String>> labels = new HashMap<>();
    alert.group().forEach((field, value) -> labels.put(field, List.of(value)));
    describe(labels, alert.rule(), alert.region(), alert.entities());
    labels.put("kind", List.of("alert"));
    return of(signal, labels);
  }

  private static void describe(
      Map<String, List<String>> labels, RuleRef rule, String region, List<Entity> entities) {
    Map<String, List<String>> named = new HashMap<>();
    for (Entity entity : entities) {
      named
          .computeIfAbsent(entity.type().name().toLowerCase(Locale.ROOT), t -> new ArrayList<>())
          .add(entity.value());
    }
    labels.putAll(named);
    labels.put("rule", List.of(rule.id()));
    labels.put("title", List.of(rule.title()));
    labels.put("level", List.of(rule.level().word()));
    labels.put("tag", rule.tags());
    labels.put("region", List.of(region));
  }
}
