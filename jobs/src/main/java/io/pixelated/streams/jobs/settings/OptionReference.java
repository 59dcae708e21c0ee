package io.pixelated.streams.jobs.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The reference page of options, as Markdown, so that it says what the code says. */
public final class OptionReference {
  private OptionReference() {}

  /** A table with a line for each option. */
  public static String table(List<ConfigOption<?>> options) {
    StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
    HtmlFormatter formatter = new HtmlFormatter();
    for (ConfigOption<?> option : options) {
      table
          .append("| `")
          .append(option.key())
          .append("` | ")
          .append(defaultOf(option))
          .append(" | ")
          .append(formatter.format(option.description()))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String defaultOf(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (!option.hasDefaultValue()) {
      return "*required*";
    }
    boolean empty = value.equals("") || value.equals(Map.of()) || value.equals(List.of());
    return empty ? "*empty*" : '`' + text(value) + '`';
  }

  /** A value as it would be given. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(OptionReference::text).collect(Collectors.joining("; "));
    }
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : value.toString();
  }
}
