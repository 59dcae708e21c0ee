package io.pixelated.streams.local.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads scenario files; what a file leaves out it takes from the scenario that it extends. */
final class ScenarioFile {
  static final String DEFAULT = "full-day";
  static final List<String> SHIPPED = List.of(DEFAULT, "quiet", "busy");

  private ScenarioFile() {}

  static Scenario shipped(String name) {
    return ScenarioReader.read(name, merged(parse(name, resource(name))));
  }

  /**
   * @param known names to offer when there is no such file
   */
  static Scenario read(Path file, List<String> known) {
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException(
          "name", file, "there is no such scenario or file; use a YAML file or one of " + known);
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return ScenarioReader.read(
          String.valueOf(file.getFileName()), merged(parse(file.toString(), text)));
    } catch (IOException e) {
      throw new ScenarioException("file", file, "it cannot be read as UTF-8: " + e.getMessage());
    }
  }

  private static Map<String, Object> merged(Map<String, Object> own) {
    Object base = own.get("extends");
    if (base == null) {
      return own;
    }
    if (!SHIPPED.contains(String.valueOf(base))) {
      throw new ScenarioException("extends", base, "use one of " + SHIPPED);
    }
    Map<String, Object> all =
        new LinkedHashMap<>(merged(parse(base.toString(), resource(base.toString()))));
    all.putAll(own);
    all.remove("extends");
    return all;
  }

  private static String resource(String name) {
    try (InputStream in = ScenarioFile.class.getResourceAsStream(name + ".yml")) {
      if (in == null) {
        throw new IllegalStateException("shipped scenario " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("shipped scenario " + name + " cannot be read", e);
    }
  }

  private static Map<String, Object> parse(String source, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object document = new Yaml(new SafeConstructor(options)).load(text);
      if (document instanceof Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
      }
      throw new ScenarioException("file", source, "its top level must be a map of keys");
    } catch (YAMLException e) {
      throw new ScenarioException("file", source, "it is not YAML: " + e.getMessage());
    }
  }
}
