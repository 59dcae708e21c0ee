package io.pixelated.streams.sigma.pipeline;

import java.util.List;

/** Transformations that refuse rules. */
final class Failures {

  private Failures() {}

  record RuleFailure(String message) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      throw new RuleRefusal(message);
    }
  }

  /** Refuses a rule one of whose items the item or field conditions hold for. */
  record DetectionItemFailure(String message) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      item.changeItems(
          processing,
          each -> {
            throw new RuleRefusal(message + " (line " + each.item().line() + ")");
          });
    }
  }

  /** Refuses a rule with a field that no mapping named. */
  record StrictFieldMapping() implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      List<String> unmapped =
          processing.rule().itemFields().stream()
              .filter(field -> !processing.isMapped(field))
              .toList();
      if (!unmapped.isEmpty()) {
        throw new RuleRefusal(
            "no pipeline maps the fields "
                + String.join(", ", unmapped)
                + "; add them to a field_name_mapping");
      }
    }
  }
}
