package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.pipeline.PipelineRegex.Match;
import io.pixelated.streams.sigma.rule.DetectionItem;
import io.pixelated.streams.sigma.rule.Modifier;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Transformations that make several items with fields of their own out of one. */
final class ItemSplitting {

  private ItemSplitting() {}

  /**
   * One item per hash algorithm in the place of {@code Hashes: SHA1=...}.
   *
   * @param algorithms whose hashes are taken, in upper case
   * @param dropAlgorithm whether the prefix alone is the new field's name
   */
  record HashesFields(
      List<String> algorithms, String prefix, boolean dropAlgorithm, List<String> fields)
      implements Transformation {

    private static final Map<Integer, String> BY_LENGTH =
        Map.of(32, "MD5", 40, "SHA1", 64, "SHA256", 128, "SHA512");

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      item.changeItems(processing, this::changed);
    }

    private Part changed(Part.Item part) {
      DetectionItem item = part.item();
      ItemView view = ItemView.of(item);
      boolean texts = view.values().stream().allMatch(value -> value.text() != null);
      if (!texts || item.field().isEmpty() || !fields.contains(item.field().get())) {
        return part;
      }
      Map<String, List<RuleValue>> byField = new LinkedHashMap<>();
      view.values().forEach(value -> sort(value.text().plain(), byField));
      if (byField.isEmpty()) {
        throw new RuleRefusal(
            "'"
                + item.field().get()
                + "' has no hash of the algorithms that the pipeline takes: "
                + String.join(", ", algorithms));
      }
      boolean negated = item.modifiers().contains(Modifier.NEQ);
      List<Modifier> kept =
          item.modifiers().stream().filter(m -> m == Modifier.NEQ || m == Modifier.ALL).toList();
      List<Part> parts = new ArrayList<>();
      byField.forEach(
          (field, values) ->
              parts.add(part.with(Items.withField(Items.with(item, kept, values), field))));
      return new Part.Group(item.modifiers().contains(Modifier.ALL) != negated, parts);
    }

    private void sort(String value, Map<String, List<RuleValue>> byField) {
      String[] halves = value.split(value.indexOf('|') >= 0 ? "\\|" : "=", -1);
      String hash = halves[halves.length == 2 ? 1 : 0].replaceAll("^[*?]+|[*?]+$", "");
      String algorithm =
          halves.length == 2
              ? halves[0].replaceAll("^\\*+", "").toUpperCase(Locale.ROOT)
              : BY_LENGTH.getOrDefault(hash.length(), "");
      if (algorithms.contains(algorithm)) {
        byField
            .computeIfAbsent(prefix + (dropAlgorithm ? "" : algorithm), f -> new ArrayList<>())
            .add(new RuleValue.Text(ValueText.plain(hash).raw()));
      }
    }
  }

  /**
   * One item per named group of a regular expression.
   *
   * @param prefix goes before the groups' names, with a dot
   * @param keepOthers whether values that the expression does not match stay, else they are dropped
   */
  record ExtractFields(PipelineRegex regex, Optional<String> prefix, boolean keepOthers)
      implements Transformation {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      item.changeItems(processing, this::changed);
    }

    private Part changed(Part.Item part) {
      DetectionItem item = part.item();
      ItemView view = ItemView.of(item);
      if (!view.values().stream().allMatch(value -> value.text() != null)) {
        return part;
      }
      boolean negated = item.modifiers().contains(Modifier.NEQ);
      List<Part> parts = new ArrayList<>();
      for (ItemView.Value value : view.values()) {
        Optional<Match> match = regex.matchStart(value.text().plain());
        if (match.isPresent()) {
          List<Part> groups = groups(part, value.text().plain(), match.get(), negated);
          if (!groups.isEmpty()) {
            parts.add(new Part.Group(!negated, groups));
          }
        } else if (keepOthers) {
          RuleValue raw = new RuleValue.Text(value.text().raw());
          parts.add(part.with(Items.with(item, kept(negated), List.of(raw))));
        }
      }
      return parts.isEmpty()
          ? part
          : new Part.Group(item.modifiers().contains(Modifier.ALL) != negated, parts);
    }

    private List<Part> groups(Part.Item part, String text, Match match, boolean negated) {
      List<Part> parts = new ArrayList<>();
      regex
          .names()
          .forEach(
              (name, group) -> {
                if (match.start(group) >= 0 && match.end(group) > match.start(group)) {
                  String field = prefix.map(p -> p + "." + name).orElse(name);
                  RuleValue value = value(text.substring(match.start(group), match.end(group)));
                  parts.add(
                      part.with(
                          new DetectionItem(
                              Optional.of(field),
                              kept(negated),
                              List.of(value),
                              part.item().line())));
                }
              });
      return parts;
    }

    private static List<Modifier> kept(boolean negated) {
      return negated ? List.of(Modifier.NEQ) : List.of();
    }

    private static RuleValue value(String text) {
      if (text.equalsIgnoreCase("null") || text.equalsIgnoreCase("none")) {
        return new RuleValue.Null();
      }
      return NUMBER.matcher(text).matches()
          ? new RuleValue.Numeric(new BigDecimal(text))
          : new RuleValue.Text(text);
    }
  }
}
