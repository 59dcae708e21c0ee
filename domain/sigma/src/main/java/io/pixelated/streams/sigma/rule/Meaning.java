package io.pixelated.streams.sigma.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a detection rule matches, as a digest: log source, selections and condition. Two rules of
 * one digest match the same events. What a rule says about itself, how it is written down, the
 * order of its keys and values, and what it calls its selections make no difference; filters and
 * pipelines that were applied do.
 */
public final class Meaning {

  private final MessageDigest digest;
  private final Map<String, String> selections = new HashMap<>();

  private Meaning() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of {@code rule}, in hexadecimal. */
  public static String of(DetectionRule rule) {
    Meaning meaning = new Meaning();
    rule.selections()
        .forEach((name, selection) -> meaning.selections.put(name, meaning.of(selection)));
    LogSource source = rule.logSource();
    return meaning.digest(
        "rule",
        Stream.of(
            text(source.product()),
            text(source.category()),
            text(source.service()),
            meaning.of(rule.condition())));
  }

  private String of(Condition condition) {
    if (condition instanceof Condition.Named named) {
      return selections.getOrDefault(named.name(), "");
    }
    if (condition instanceof Condition.Not not) {
      return digest("not", Stream.of(of(not.part())));
    }
    if (condition instanceof Condition.Quantified quantified) {
      return joined(
          quantified.all() ? "all" : "any",
          quantified.names(),
          name -> selections.getOrDefault(name, ""));
    }
    return condition instanceof Condition.And and
        ? joined("all", and.parts(), this::of)
        : joined("any", ((Condition.Or) condition).parts(), this::of);
  }

  private String of(Selection selection) {
    if (selection instanceof Selection.AllOf all) {
      return joined("all", all.parts(), this::of);
    }
    if (selection instanceof Selection.AnyOf any) {
      return joined("any", any.parts(), this::of);
    }
    DetectionItem item = (DetectionItem) selection;
    return digest(
        "item",
        Stream.of(
            item.field().map(field -> "field " + field).orElse("anywhere"),
            item.modifiers().toString(),
            joined("values", item.values(), Meaning::text)));
  }

  /** The digest of parts whose order and number do not matter; that of one part is its own. */
  private <T> String joined(String kind, List<T> parts, Function<T, String> part) {
    List<String> digests = parts.stream().map(part).distinct().sorted().toList();
    return digests.size() == 1 ? digests.get(0) : digest(kind, digests.stream());
  }

  private static String text(RuleValue value) {
    if (value instanceof RuleValue.Text text) {
      return "text " + text.raw();
    }
    return value instanceof RuleValue.Numeric number
        ? "number " + number.value().stripTrailingZeros()
        : value.toString();
  }

  /** Log sources are compared without regard to case. */
  private static String text(Optional<String> name) {
    return name.map(given -> "given " + given.toLowerCase(Locale.ROOT)).orElse("any");
  }

  /** Each part is preceded by its length, so that no two lists of parts run together. */
  private String digest(String kind, Stream<String> parts) {
    add(kind);
    parts.forEach(this::add);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
