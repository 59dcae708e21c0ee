package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.rule.LogSource;
import io.pixelated.streams.sigma.rule.RuleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Transformations of what a rule says about itself, and of the pipelines' state. */
final class RuleChanges {

  private RuleChanges() {}

  /** Puts another log source in the place of the rule's; what is not given is gone. */
  record ChangeLogSource(LogSource logSource) implements Transformation {
    ChangeLogSource {
      Objects.requireNonNull(logSource);
    }

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      if (!processing.rule().isCorrelation()) {
        processing.rule().logSource(logSource);
      }
    }
  }

  record AddFields(List<String> fields) implements Transformation {
    AddFields {
      fields = List.copyOf(fields);
    }

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      List<String> changed = new ArrayList<>(processing.rule().fields());
      changed.addAll(fields);
      processing.rule().fields(changed);
    }
  }

  record RemoveFields(List<String> fields) implements Transformation {
    RemoveFields {
      fields = List.copyOf(fields);
    }

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      List<String> changed = new ArrayList<>(processing.rule().fields());
      fields.forEach(changed::remove);
      processing.rule().fields(changed);
    }
  }

  record SetFields(List<String> fields) implements Transformation {
    SetFields {
      fields = List.copyOf(fields);
    }

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      processing.rule().fields(fields);
    }
  }

  /** Gives the rule an attribute that later {@code rule_attribute} conditions can ask for. */
  record SetCustomAttribute(String attribute, Object value) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      processing.rule().attributes().put(attribute, value);
    }
  }

  record SetState(String key, RuleValue value) implements Transformation {
    @Override
    public void apply(ProcessingItem item, Processing processing) {
      processing.state().put(key, value);
    }
  }

  /** Several steps under the conditions of one. */
  record Nest(List<ProcessingItem> items) implements Transformation {
    Nest {
      items = List.copyOf(items);
    }

    @Override
    public void apply(ProcessingItem item, Processing processing) {
      items.forEach(each -> each.apply(processing));
    }
  }
}
