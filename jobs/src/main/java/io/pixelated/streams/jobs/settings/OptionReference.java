package io.pixelated.streams.jobs.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    if (value instanceof Duration duration) {
      return '`' + TimeUtils.formatWithHighestUnit(duration) + '`';
    }
    boolean empty = value.equals("") || value.equals(Map.of());
    return empty ? "*empty*" : "`" + value + '`';
  }
}
