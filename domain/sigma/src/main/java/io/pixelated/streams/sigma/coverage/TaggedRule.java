package io.pixelated.streams.sigma.coverage;

import java.util.List;
import java.util.Objects;

/** A rule as far as its coverage of ATT&amp;CK is concerned. */
public record TaggedRule(String title, List<String> tags) {

  public TaggedRule {
    Objects.requireNonNull(title);
    tags = List.copyOf(tags);
  }
}
