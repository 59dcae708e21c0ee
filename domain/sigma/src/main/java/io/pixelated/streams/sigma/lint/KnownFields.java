package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.match.FieldLayout;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.pipeline.EventKnowledge;
import io.pixelated.streams.sigma.pipeline.EventKnowledge.Alias;
import io.pixelated.streams.sigma.pipeline.EventKnowledge.Membership;
import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The log sources that are known, and the fields that their events have. Immutable; {@link #with}
 * adds what is known from elsewhere: pipelines, sample events.
 */
public final class KnownFields {

  private static final String RESOURCE = "log-sources.yml";

  private final List<Source> sources;
  private final Set<Sample> samples;
  private final List<Alias> aliases;
  private final Set<String> products;
  private final Set<String> categories;
  private final Set<String> services;

  /**
   * Fields of one log source.
   *
   * @param closed whether it has no others
   */
  private record Source(LogSource logSource, boolean closed, Set<String> fields) {}

  private KnownFields(
      List<Source> sources,
      Set<Sample> samples,
      List<Alias> aliases,
      Set<String> products,
      Set<String> categories,
      Set<String> services) {
    this.sources = List.copyOf(sources);
    this.samples = Set.copyOf(samples);
    this.aliases = List.copyOf(aliases);
    this.products = products;
    this.categories = categories;
    this.services = services;
  }

  /** What Sigma's taxonomy, Sysmon's schema and the Windows audit events say. */
  public static KnownFields standard() {
    return Standard.FIELDS;
  }

  /**
   * These, and what sample events have.
   *
   * @param samples of each kind, the log sources and the layout
   */
  public KnownFields with(Collection<Sample> samples) {
    Set<Sample> all = new LinkedHashSet<>(this.samples);
    all.addAll(samples);
    return new KnownFields(sources, all, aliases, products, categories, services);
  }

  /** These, and what pipelines say of the names of log sources and of their fields. */
  public KnownFields with(EventKnowledge knowledge) {
    List<Alias> names = new ArrayList<>(aliases);
    names.addAll(knowledge.aliases());
    Set<String> allProducts = new TreeSet<>(products);
    Set<String> allCategories = new TreeSet<>(categories);
    Set<String> allServices = new TreeSet<>(services);
    for (Membership membership : knowledge.memberships()) {
      for (LogSource source : List.of(membership.source(), membership.given())) {
        source.product().ifPresent(allProducts::add);
        source.category().ifPresent(allCategories::add);
        source.service().ifPresent(allServices::add);
      }
    }
    return new KnownFields(sources, samples, names, allProducts, allCategories, allServices);
  }

  /** Events of one kind, whose fields lie alike. */
  public record Sample(LogSources logSources, FieldLayout layout) {
    public Sample {
      Objects.requireNonNull(logSources);
      Objects.requireNonNull(layout);
    }
  }

  Set<String> products() {
    return products;
  }

  Set<String> categories() {
    return categories;
  }

  Set<String> services() {
    return services;
  }

  /** The fields of exactly this log source; empty if it is not known. */
  Optional<Set<String>> fieldsOf(LogSource logSource) {
    return source(logSource).map(Source::fields);
  }

  /** Whether events of the log source have no fields but the known ones. */
  boolean isClosed(LogSource logSource) {
    return source(logSource).filter(Source::closed).isPresent();
  }

  /** Whether pipelines, or sample events of the log source, have the field. */
  boolean isSeen(LogSource logSource, String field) {
    boolean named =
        aliases.stream()
            .filter(alias -> alias.field().equals(field) || alias.names().contains(field))
            .anyMatch(alias -> alias.source().covers(logSource));
    return named || isInSamples(logSource, field);
  }

  private boolean isInSamples(LogSource logSource, String field) {
    return samples.stream()
        .anyMatch(
            sample ->
                sample.logSources().include(logSource) && sample.layout().values(field) != null);
  }

  private Optional<Source> source(LogSource logSource) {
    return sources.stream().filter(source -> source.logSource().equals(logSource)).findFirst();
  }

  private static final class Standard {
    static final KnownFields FIELDS = read();

    private static KnownFields read() {
      YamlMap root = document();
      Map<String, List<String>> groups = new HashMap<>();
      YamlMap groupTable = (YamlMap) root.get("groups");
      groupTable.entries().keySet().forEach(name -> groups.put(name, texts(groupTable, name)));
      YamlMap names = (YamlMap) root.get("names");
      Set<String> products = new TreeSet<>(texts(names, "products"));
      Set<String> categories = new TreeSet<>(texts(names, "categories"));
      Set<String> services = new TreeSet<>(texts(names, "services"));
      List<Source> sources = new ArrayList<>();
      for (YamlNode node : ((YamlList) root.get("sources")).items()) {
        YamlMap source = (YamlMap) node;
        LogSource logSource =
            new LogSource(
                text(source, "product"), text(source, "category"), text(source, "service"));
        logSource.product().ifPresent(products::add);
        logSource.category().ifPresent(categories::add);
        logSource.service().ifPresent(services::add);
        Set<String> fields = new TreeSet<>(texts(source, "closed"));
        fields.addAll(texts(source, "open"));
        texts(source, "groups").forEach(group -> fields.addAll(groups.get(group)));
        sources.add(new Source(logSource, source.has("closed"), fields));
      }
      return new KnownFields(sources, Set.of(), List.of(), products, categories, services);
    }

    private static YamlMap document() {
      try (InputStream in = KnownFields.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not on the class path");
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        YamlStream stream = new YamlReader(YamlLimits.DEFAULT).read(text);
        if (!stream.errors().isEmpty()) {
          throw new IllegalStateException(RESOURCE + ": " + stream.errors());
        }
        return (YamlMap) stream.documents().get(0);
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " cannot be read", e);
      }
    }

    private static Optional<String> text(YamlMap map, String key) {
      return map.get(key) instanceof YamlScalar scalar
          ? Optional.of(scalar.text())
          : Optional.empty();
    }

    private static List<String> texts(YamlMap map, String key) {
      return map.get(key) instanceof YamlList list
          ? list.items().stream().map(item -> ((YamlScalar) item).text()).toList()
          : List.of();
    }
  }
}
