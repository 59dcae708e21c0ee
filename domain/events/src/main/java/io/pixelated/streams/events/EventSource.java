package io.pixelated.streams.events;

import java.util.Objects;

/**
 * What kind of log an event is from, in Sigma's words; an empty string where it does not apply.
 *
 * @param format the format that was recognised, such as {@code windows-flat} or {@code cloudtrail}
 * @param product Sigma's {@code logsource.product}
 * @param category Sigma's {@code logsource.category}
 * @param service Sigma's {@code logsource.service}
 */
public record EventSource(String format, String product, String category, String service) {
  public EventSource {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(service, "service");
  }
}
