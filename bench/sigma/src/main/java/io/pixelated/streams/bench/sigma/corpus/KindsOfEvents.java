package io.pixelated.streams.bench.sigma.corpus;

import io.pixelated.streams.sigma.rule.DetectionRule;
import io.pixelated.streams.sigma.rule.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Events of every log source. */
public final class KindsOfEvents {
  private KindsOfEvents() {}

  /** One event for every log source that a rule names, which the event declares itself. */
  public static List<byte[]> declared(List<DetectionRule> rules) {
    return rules.stream()
        .map(DetectionRule::logSource)
        .distinct()
        .map(source -> declared(source).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String declared(LogSource source) {
    return "{"
        + member("product", source.product())
        + member("category", source.category())
        + member("service", source.service())
        + "\"CommandLine\":\"whoami\",\"message\":\"nothing\"}";
  }

  private static String member(String name, Optional<String> value) {
    return value.map(v -> '"' + name + "\":\"" + v + "\",").orElse("");
  }
}
