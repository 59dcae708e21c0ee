package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Keys;
import io.pixelated.streams.sigma.load.Problem;
import io.pixelated.streams.sigma.load.Problems;
import io.pixelated.streams.sigma.load.Rejection;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.yaml.ScalarType;
import io.pixelated.streams.sigma.yaml.YamlError;
import io.pixelated.streams.sigma.yaml.YamlLimits;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlReader;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import io.pixelated.streams.sigma.yaml.YamlStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads processing pipelines from YAML, within bounds and without ever throwing. A pipeline loads
 * whole, or is rejected with everything that is wrong with it.
 */
public final class PipelineLoader {

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "priority",
          "vars",
          "allowed_backends",
          "transformations",
          "postprocessing",
          "finalizers");
  private static final Map<String, Set<String>> QUERY_STEPS =
      Map.of(
          "postprocessing",
          Set.of("embed", "simple_template", "template", "json", "replace", "nest"),
          "finalizers",
          Set.of("concat", "json", "yaml", "template", "nested"));
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private PipelineLoader() {}

  /**
   * Reads the one pipeline of a text.
   *
   * @param file its name, for problems, and for the pipeline if it has none
   */
  public static PipelineResult read(String file, String yaml) {
    String text = yaml.startsWith("\ufeff") ? yaml.substring(1) : yaml;
    YamlStream stream = new YamlReader(YamlLimits.DEFAULT).read(text);
    Problems problems = new Problems();
    for (YamlError error : stream.errors()) {
      problems.add(error.line(), error.message());
    }
    List<YamlNode> documents =
        stream.documents().stream()
            .filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()))
            .toList();
    if (documents.size() > 1) {
      problems.add(documents.get(1).line(), "a file holds one pipeline; split it");
    }
    if (documents.isEmpty() && problems.isEmpty()) {
      problems.add(1, "there is no pipeline in it; give it 'transformations'");
    }
    if (documents.isEmpty() || !(documents.get(0) instanceof YamlMap map)) {
      documents.stream()
          .findFirst()
          .ifPresent(
              node ->
                  problems.add(
                      node.line(), "a pipeline must be a mapping, not " + node.describe()));
      return rejected(file, "", problems);
    }
    return read(file, map, problems);
  }

  /**
   * Loads pipelines as a chain.
   *
   * @param namesOrFiles of each: the name of one of {@link ShippedPipelines}, else a file
   */
  public static LoadedPipelines load(List<String> namesOrFiles) {
    List<ProcessingPipeline> pipelines = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (String each : namesOrFiles) {
      Optional<ProcessingPipeline> shipped = ShippedPipelines.named(each);
      PipelineResult result =
          shipped.isPresent() ? new PipelineResult.Loaded(shipped.get()) : read(Path.of(each));
      if (result instanceof PipelineResult.Loaded loaded) {
        pipelines.add(loaded.pipeline());
      } else {
        rejections.add(((PipelineResult.Rejected) result).rejection());
      }
    }
    return new LoadedPipelines(Pipelines.of(pipelines), rejections);
  }

  /** Reads the pipeline of a file. */
  public static PipelineResult read(Path file) {
    String name = file.toString();
    try {
      if (Files.size(file) > MOST_BYTES) {
        return rejected(name, "the file has more than " + MOST_BYTES + " bytes; split it");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return read(name, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return rejected(name, "the file is not UTF-8; convert it");
    } catch (IOException e) {
      return rejected(
          name,
          Files.exists(file)
              ? "the file cannot be read: " + e.getMessage()
              : "the file does not exist, and no shipped pipeline has that name"
                  + Suggestion.didYouMean(name, ShippedPipelines.names()));
    }
  }

  private static PipelineResult read(String file, YamlMap map, Problems problems) {
    Keys keys = new Keys(map, problems);
    keys.onlyKnown("the pipeline", KEYS);
    String name = keys.text("name").orElse(file);
    List<Problem> notices = new ArrayList<>();
    List<ProcessingItem> items =
        keys.node("transformations")
            .map(node -> new TransformationReader(name, problems).readAll(node, "transformations"))
            .orElse(List.of());
    int priority = priority(map, keys, problems);
    Map<String, List<String>> variables = variables(keys, problems);
    QUERY_STEPS.forEach((key, types) -> querySteps(key, types, keys, problems, notices));
    if (!keys.textsOrOne("allowed_backends").isEmpty()) {
      notices.add(
          new Problem(
              map.lineOf("allowed_backends"),
              "'allowed_backends' names systems that queries are made for; here it does nothing"));
    }
    return problems.isEmpty()
        ? new PipelineResult.Loaded(
            new ProcessingPipeline(file, name, priority, variables, items, notices))
        : rejected(file, name, problems);
  }

  private static int priority(YamlMap map, Keys keys, Problems problems) {
    Optional<YamlNode> node = keys.node("priority");
    if (node.isEmpty()) {
      return 0;
    }
    if (node.get() instanceof YamlScalar scalar && scalar.type() == ScalarType.INTEGER) {
      try {
        return scalar.asNumber().intValueExact();
      } catch (ArithmeticException e) {
        problems.add(map.lineOf("priority"), "'priority' is too large; 0 to 100 are usual");
        return 0;
      }
    }
    problems.add(
        node.get().line(), "'priority' is " + node.get().describe() + " but must be an integer");
    return 0;
  }

  private static Map<String, List<String>> variables(Keys keys, Problems problems) {
    Map<String, List<String>> variables = new LinkedHashMap<>();
    keys.map("vars")
        .ifPresent(
            map ->
                map.entries()
                    .forEach((name, node) -> variables.put(name, values(name, node, problems))));
    return variables;
  }

  private static List<String> values(String name, YamlNode node, Problems problems) {
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    List<String> values = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlScalar scalar && !scalar.isNull()) {
        values.add(scalar.text());
      } else {
        problems.add(
            item.line(),
            "variable '" + name + "' has " + item.describe() + "; write texts or numbers");
      }
    }
    if (items.isEmpty()) {
      problems.add(node.line(), "variable '" + name + "' has no values; add some or remove it");
    }
    return values;
  }

  private static void querySteps(
      String key, Set<String> types, Keys keys, Problems problems, List<Problem> notices) {
    Optional<YamlNode> node = keys.node(key);
    if (node.isEmpty()) {
      return;
    }
    if (!(node.get() instanceof YamlList list)) {
      problems.add(
          node.get().line(), "'" + key + "' is " + node.get().describe() + " but must be a list");
      return;
    }
    for (YamlNode step : list.items()) {
      if (!(step instanceof YamlMap map)) {
        problems.add(step.line(), "a step of '" + key + "' must be a mapping");
        continue;
      }
      Optional<String> type = new Keys(map, problems).requiredText("type");
      if (type.isPresent() && !types.contains(type.get())) {
        problems.add(
            map.lineOf("type"),
            "unknown type '"
                + type.get()
                + "' in "
                + key
                + Suggestion.didYouMean(type.get(), types));
      }
    }
    if (!list.items().isEmpty()) {
      notices.add(
          new Problem(
              list.line(),
              "'" + key + "' shapes the text of queries; here are none, so it does nothing"));
    }
  }

  private static PipelineResult rejected(String file, String name, Problems problems) {
    return new PipelineResult.Rejected(new Rejection(file, name, problems.list()));
  }

  private static PipelineResult rejected(String file, String reason) {
    return new PipelineResult.Rejected(new Rejection(file, "", List.of(new Problem(1, reason))));
  }
}
