package io.pixelated.streams.sigma.rule;

import java.util.List;

/** A named search of a detection, as the rule's author structured it. */
public sealed interface Selection permits Selection.AllOf, Selection.AnyOf, DetectionItem {

  /** A mapping: every part must hold. */
  record AllOf(List<Selection> parts) implements Selection {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** A list: one part suffices. */
  record AnyOf(List<Selection> parts) implements Selection {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }
}
