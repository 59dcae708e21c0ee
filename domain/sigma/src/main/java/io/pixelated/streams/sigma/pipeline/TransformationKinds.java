package io.pixelated.streams.sigma.pipeline;

import static java.util.Map.entry;

import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.predicate.InvalidItem;
import io.pixelated.streams.sigma.rule.RuleValue;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The types of transformations: which parameters each knows, and how it is made of them. */
final class TransformationKinds {

  /** A type of transformation: the parameters it knows, and how it is made of them. */
  record Kind(
      Set<String> parameters, BiFunction<TransformationReader, Parameters, Transformation> read) {}

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          entry("field_name_mapping", kind((r, p) -> FieldNames.mapping(p), "mapping")),
          entry("field_name_prefix_mapping", kind((r, p) -> FieldNames.prefixes(p), "mapping")),
          entry("field_name_prefix", kind((r, p) -> FieldNames.prefix(p), "prefix")),
          entry("field_name_suffix", kind((r, p) -> FieldNames.suffix(p), "suffix")),
          entry(
              "field_name_transform",
              kind(
                  (r, p) -> FieldNames.transform(p), "transform_func", "mapping", "apply_keyword")),
          entry("drop_detection_item", kind((r, p) -> drop())),
          entry(
              "hashes_fields",
              kind(
                  (r, p) -> hashes(p),
                  "valid_hash_algos",
                  "field_prefix",
                  "drop_algo_prefix",
                  "field_to_parse")),
          entry(
              "extract_fields",
              kind((r, p) -> extract(p), "regex", "field_prefix", "preserve_unmatched")),
          entry(
              "wildcard_placeholders",
              kind(
                  (r, p) -> placeholders(p, PlaceholderChanges.Kind.WILDCARD),
                  "include",
                  "exclude")),
          entry(
              "value_placeholders",
              kind(
                  (r, p) -> placeholders(p, PlaceholderChanges.Kind.VALUES), "include", "exclude")),
          entry(
              "query_expression_placeholders",
              kind(
                  (r, p) -> placeholders(p, PlaceholderChanges.Kind.QUERY),
                  "include",
                  "exclude",
                  "expression",
                  "mapping")),
          entry(
              "add_condition",
              kind((r, p) -> AddedConditions.read(p), "conditions", "name", "template", "negated")),
          entry(
              "change_logsource",
              kind(
                  (r, p) -> new RuleChanges.ChangeLogSource(p.logSource()),
                  "category",
                  "product",
                  "service")),
          entry(
              "add_field",
              kind((r, p) -> new RuleChanges.AddFields(p.requiredTexts("field")), "field")),
          entry(
              "remove_field",
              kind((r, p) -> new RuleChanges.RemoveFields(p.requiredTexts("field")), "field")),
          entry(
              "set_field",
              kind((r, p) -> new RuleChanges.SetFields(p.requiredTexts("fields")), "fields")),
          entry(
              "replace_string",
              kind(
                  (r, p) -> replace(p),
                  "regex",
                  "replacement",
                  "skip_special",
                  "interpret_special")),
          entry(
              "map_string",
              kind(
                  (r, p) ->
                      new ValueChanges.EachValue(ValueChanges.mapString(p.mapping("mapping"))),
                  "mapping")),
          entry(
              "regex",
              kind(
                  (r, p) ->
                      new TextToRegex(
                          p.constant(
                              "method",
                              TextToRegex.Method.values(),
                              TextToRegex.Method.IGNORE_CASE_BRACKETS)),
                  "method")),
          entry("set_value", kind((r, p) -> setValue(p), "value", "force_type")),
          entry(
              "convert_type",
              kind(
                  (r, p) ->
                      new ValueChanges.EachValue(
                          ValueChanges.convertType(
                              p.requiredConstant("target_type", TypeName.values())
                                  == TypeName.NUM)),
                  "target_type")),
          entry(
              "case",
              kind(
                  (r, p) ->
                      new ValueChanges.EachValue(
                          ValueChanges.caseOf(
                              p.constant(
                                  "method", ValueChanges.Case.values(), ValueChanges.Case.LOWER))),
                  "method")),
          entry(
              "set_state",
              kind(
                  (r, p) ->
                      new RuleChanges.SetState(
                          p.requiredText("key"), p.value(p.has("val") ? "val" : "value")),
                  "key",
                  "val",
                  "value")),
          entry(
              "set_custom_attribute",
              kind(
                  (r, p) ->
                      new RuleChanges.SetCustomAttribute(
                          p.requiredText("attribute"), attributeValue(p)),
                  "attribute",
                  "value")),
          entry(
              "rule_failure",
              kind((r, p) -> new Failures.RuleFailure(p.requiredText("message")), "message")),
          entry(
              "detection_item_failure",
              kind(
                  (r, p) -> new Failures.DetectionItemFailure(p.requiredText("message")),
                  "message")),
          entry("strict_field_mapping_failure", kind((r, p) -> new Failures.StrictFieldMapping())),
          entry("nest", kind((r, p) -> new RuleChanges.Nest(r.nested(p)), "items")));

  /** Types that read files, ask servers or run commands. */
  private static final Set<String> EXTERNAL =
      Set.of("file_placeholders", "http_placeholders", "command_placeholders");

  private TransformationKinds() {}

  static Optional<Kind> named(String type) {
    return Optional.ofNullable(KINDS.get(type));
  }

  /** Why there is no such type, and what to do. */
  static String unknown(String type) {
    return EXTERNAL.contains(type)
        ? "'"
            + type
            + "' takes values from outside, which pipelines here may not do; put the values under"
            + " 'vars' and use value_placeholders"
        : "unknown transformation '" + type + "'" + Suggestion.didYouMean(type, KINDS.keySet());
  }

  private static Kind kind(
      BiFunction<TransformationReader, Parameters, Transformation> read, String... parameters) {
    return new Kind(Set.of(parameters), read);
  }

  private static Transformation drop() {
    return (item, processing) -> item.changeItems(processing, each -> Part.Group.empty());
  }

  private static Transformation hashes(Parameters p) {
    if (p.flag("drop_algo_prefix") && p.text("field_prefix").orElse("").isEmpty()) {
      p.wrong("drop_algo_prefix", "'drop_algo_prefix' leaves no name; give a 'field_prefix'");
    }
    return new ItemSplitting.HashesFields(
        p.requiredTexts("valid_hash_algos").stream().map(a -> a.toUpperCase(Locale.ROOT)).toList(),
        p.text("field_prefix").orElse(""),
        p.flag("drop_algo_prefix"),
        p.texts("field_to_parse").orElse(List.of("Hashes", "Hash")));
  }

  private static Transformation extract(Parameters p) {
    PipelineRegex regex = p.regex("regex");
    if (p.has("regex") && regex.names().isEmpty()) {
      p.wrong("regex", "'regex' has no named group; write one as (?P<name>...)");
    }
    return new ItemSplitting.ExtractFields(
        regex, p.text("field_prefix"), p.flag("preserve_unmatched"));
  }

  private static Transformation placeholders(Parameters p, PlaceholderChanges.Kind kind) {
    if (p.has("include") && p.has("exclude")) {
      p.wrong("exclude", "'include' and 'exclude' exclude each other; keep one");
    }
    return new PlaceholderChanges(
        kind,
        p.texts("include").map(Set::copyOf),
        Set.copyOf(p.texts("exclude").orElse(List.of())));
  }

  private static Transformation replace(Parameters p) {
    PipelineRegex regex = p.regex("regex");
    ReplacementTemplate replacement;
    try {
      replacement = ReplacementTemplate.parse(p.requiredText("replacement"), regex);
    } catch (InvalidItem e) {
      p.wrong("replacement", e.getMessage());
      replacement = ReplacementTemplate.parse("", regex);
    }
    return new ValueChanges.EachValue(
        ValueChanges.replaceString(
            regex, replacement, p.flag("skip_special"), p.flag("interpret_special")));
  }

  /** The types that values can be made. */
  private enum TypeName {
    STR,
    NUM
  }

  private static Transformation setValue(Parameters p) {
    RuleValue value = p.value("value");
    if (!p.has("force_type")) {
      return new ValueChanges.SetValue(value);
    }
    String text = StateCondition.text(value);
    if (p.requiredConstant("force_type", TypeName.values()) == TypeName.STR) {
      return new ValueChanges.SetValue(new RuleValue.Text(text));
    }
    try {
      return new ValueChanges.SetValue(new RuleValue.Numeric(new BigDecimal(text.strip())));
    } catch (NumberFormatException e) {
      p.wrong("value", "'" + text + "' is not a number; change it or 'force_type'");
      return new ValueChanges.SetValue(value);
    }
  }

  private static Object attributeValue(Parameters p) {
    YamlNode node = p.map().get("value");
    if (node instanceof YamlList list
        && list.items().stream().allMatch(YamlScalar.class::isInstance)) {
      return list.items().stream().map(item -> ((YamlScalar) item).text()).toList();
    }
    return p.value("value");
  }
}
