package io.pixelated.streams.jobs.settings;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Reads a job's options from Flink's configuration and collects every problem before it speaks.
 *
 * <p>Keys that begin with {@link #PREFIX} belong to this product: one that no option answers to is
 * refused, with the nearest known key as a suggestion.
 */
public final class OptionReader {
  /** What the keys of this product's options begin with. */
  public static final String PREFIX = "streams.";

  private static final int LIKELY_TYPO = 4;
  private static final LevenshteinDistance EDIT_DISTANCE = new LevenshteinDistance(LIKELY_TYPO);

  private final Configuration configuration;
  private final Map<String, ConfigOption<?>> known = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  public OptionReader(Configuration configuration, List<ConfigOption<?>> options) {
    this.configuration = configuration;
    options.forEach(option -> known.put(option.key(), option));
  }

  /** The value of an option that has to be given. */
  public String required(ConfigOption<String> option) {
    String value = get(option);
    if (value == null || value.isBlank()) {
      problems.add(option.key() + ": missing; set it, for example -D" + option.key() + "=…");
      return "";
    }
    return value;
  }

  /** The value of an option that has to satisfy a rule. */
  public <T> T get(ConfigOption<T> option, Predicate<T> rule, String demand) {
    T value = get(option);
    if (value != null && !rule.test(value)) {
      refuse(option, value, demand);
      return option.defaultValue();
    }
    return value;
  }

  /** What an option's value is parsed to; null if it cannot be, which {@link #finish} tells. */
  public <T> T parsed(ConfigOption<String> option, Function<String, T> parser) {
    String value = get(option);
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      refuse(option, value, e.getMessage());
      return null;
    }
  }

  /** Takes note that a value is not allowed. */
  public void refuse(ConfigOption<?> option, Object value, String remedy) {
    problems.add(option.key() + ": " + value + " is not allowed; " + remedy);
  }

  /** The value of an option. */
  public <T> T get(ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      // Properties may hold passwords, and Flink's message quotes the value.
      String detail =
          option.defaultValue() instanceof Map
              ? "write key:value pairs with commas between them, and quote what holds either"
              : e.getMessage();
      problems.add(option.key() + ": its value cannot be read; " + detail);
      return option.defaultValue();
    }
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidSettingsException with everything that was wrong
   */
  public void finish() {
    for (String key : configuration.keySet()) {
      if (key.startsWith(PREFIX) && !known.containsKey(key)) {
        problems.add(key + ": no such option" + suggestion(key));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private String suggestion(String key) {
    String nearest = null;
    int least = LIKELY_TYPO + 1;
    for (String candidate : known.keySet()) {
      int distance = EDIT_DISTANCE.apply(key, candidate);
      if (distance >= 0 && distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest == null
        ? "; docs/configuration.md lists them"
        : "; did you mean " + nearest + "?";
  }
}
