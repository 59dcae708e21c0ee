package io.pixelated.streams.incidents;

import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads an {@link IncidentPolicy} from YAML; {@code incidents.yaml} beside it is the shipped one.
 */
public final class IncidentPolicyFile {
  private static final String SHIPPED = "incidents.yaml";

  private final List<String> problems = new ArrayList<>();

  private IncidentPolicyFile() {}

  /** The policy that is shipped with the product. */
  public static IncidentPolicy shipped() {
    return parse(shippedText());
  }

  static String shippedText() {
    try (InputStream in = IncidentPolicyFile.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the shipped " + SHIPPED, e);
    }
  }

  /**
   * The policy in a YAML text.
   *
   * @throws IllegalArgumentException if it is not valid; the message lists every problem
   */
  public static IncidentPolicy parse(String yaml) {
    return new IncidentPolicyFile().read(yaml);
  }

  private IncidentPolicy read(String yaml) {
    Object root;
    try {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("incident policy is not YAML: " + e.getMessage(), e);
    }
    Section top = new Section("", root);
    long quiet = top.millis("quiet");
    long memory = top.millis("memory");
    long grace = top.millis("provisional-grace");
    long update = top.millis("update-interval");
    IncidentPolicy.RiskPolicy risk = risk(top.section("risk"));
    IncidentPolicy.Bounds bounds = bounds(top.section("bounds"));
    IncidentPolicy.GroupingPolicy grouping = grouping(top.section("grouping"));
    top.refuseOthers();
    IncidentPolicy policy =
        problems.isEmpty()
            ? attempt(
                () -> new IncidentPolicy(quiet, memory, grace, update, risk, bounds, grouping))
            : null;
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "incident policy has " + problems.size() + " problem(s): " + String.join("; ", problems));
    }
    return policy;
  }

  private IncidentPolicy.RiskPolicy risk(Section section) {
    Section levels = section.section("weights");
    Map<Level, Double> weights = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      weights.put(level, levels.number(level.word()));
    }
    levels.refuseOthers();
    double context = section.number("context-factor");
    double halfLife = section.millis("half-life") / (double) Risk.HOUR;
    long window = section.millis("window") / Risk.HOUR;
    double threshold = section.number("threshold");
    int distinct = (int) section.number("distinct-rules");
    double raiseAt = section.number("raise-severity-at");
    int raiseAtTactics = (int) section.number("raise-severity-at-tactics");
    section.refuseOthers();
    return attempt(
        () ->
            new IncidentPolicy.RiskPolicy(
                weights, context, halfLife, window, threshold, distinct, raiseAt, raiseAtTactics));
  }

  private IncidentPolicy.Bounds bounds(Section section) {
    int evidence = (int) section.number("evidence");
    int counted = (int) section.number("counted");
    int rules = (int) section.number("rules");
    int entities = (int) section.number("entities");
    int tags = (int) section.number("tags");
    int clusters = (int) section.number("clusters");
    int strands = (int) section.number("strands");
    int provisional = (int) section.number("provisional");
    int pieces = (int) section.number("pieces");
    section.refuseOthers();
    return attempt(
        () ->
            new IncidentPolicy.Bounds(
                evidence, counted, rules, entities, tags, clusters, strands, provisional, pieces));
  }

  private IncidentPolicy.GroupingPolicy grouping(Section section) {
    List<EntityType> order = types(section.texts("order"), "grouping.order");
    int linksPerType = (int) section.number("links-per-type");
    long sameMethod = section.millis("same-method");
    int hubDegree = (int) section.number("hub-degree");
    int hubHours = (int) section.number("hub-hours");
    Map<String, List<EntityType>> byProduct = new HashMap<>();
    Section products = section.section("order-by-product");
    for (String product : products.names()) {
      byProduct.put(
          product, types(products.texts(product), "grouping.order-by-product." + product));
    }
    Map<EntityType, List<String>> hubs = new EnumMap<>(EntityType.class);
    Section hubSection = section.section("hubs");
    for (String name : hubSection.names()) {
      List<String> patterns = hubSection.texts(name);
      for (EntityType type : types(List.of(name), "grouping.hubs")) {
        hubs.put(type, patterns);
      }
    }
    section.refuseOthers();
    return attempt(
        () ->
            new IncidentPolicy.GroupingPolicy(
                order, linksPerType, sameMethod, hubDegree, hubHours, byProduct, hubs));
  }

  private List<EntityType> types(List<String> names, String key) {
    List<EntityType> types = new ArrayList<>();
    for (String name : names) {
      try {
        types.add(EntityType.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        problems.add(key + " names '" + name + "': use " + List.of(EntityType.values()));
      }
    }
    return List.copyOf(types);
  }

  /** The record, or null with its problems noted. */
  private <T> T attempt(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return null;
    }
  }

  /** A mapping of the file; every missing or wrong key becomes a problem. */
  private final class Section {
    private final String path;
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> known = new TreeSet<>();

    Section(String path, Object node) {
      this.path = path;
      if (node instanceof Map<?, ?> map) {
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
      } else {
        problems.add((path.isEmpty() ? "the file" : path) + " is no mapping: give keys and values");
      }
    }

    Set<String> names() {
      known.addAll(values.keySet());
      return new TreeSet<>(values.keySet());
    }

    Section section(String key) {
      known.add(key);
      return new Section(at(key), values.get(key));
    }

    long millis(String key) {
      known.add(key);
      String text = String.valueOf(values.get(key));
      try {
        return Duration.parse(text).toMillis();
      } catch (DateTimeException e) {
        problems.add(at(key) + " is '" + text + "': give an ISO 8601 duration such as PT4H or P1D");
        return 0;
      }
    }

    double number(String key) {
      known.add(key);
      if (values.get(key) instanceof Number number) {
        return number.doubleValue();
      }
      problems.add(at(key) + " is '" + values.get(key) + "': give a number");
      return 0;
    }

    List<String> texts(String key) {
      known.add(key);
      if (values.get(key) instanceof List<?> list) {
        return list.stream().map(String::valueOf).toList();
      }
      problems.add(at(key) + " is '" + values.get(key) + "': give a list");
      return List.of();
    }

    void refuseOthers() {
      Set<String> unknown = new TreeSet<>(values.keySet());
      unknown.removeAll(known);
      unknown.forEach(key -> problems.add(at(key) + " is not known: use " + known));
    }

    private String at(String key) {
      return path.isEmpty() ? key : path + '.' + key;
    }
  }
}
