package io.pixelated.streams.sigma.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule says about itself, apart from what it looks for (Sigma v2.1.0, "Rule Attributes").
 *
 * @param name the short name by which correlations may refer to the rule
 * @param date as written: YYYY-MM-DD
 * @param modified as {@code date}
 * @param taxonomy whose names of fields and log sources the rule uses; Sigma's own if empty
 * @param license SPDX identifier
 * @param scope kinds of machines that the rule is meant for
 * @param generate whether the rule alerts on its own even where correlations refer to it
 */
public record Metadata(
    SourceLocation source,
    String title,
    Optional<String> id,
    Optional<String> name,
    Optional<Level> level,
    Optional<Status> status,
    Optional<String> description,
    Optional<String> author,
    Optional<String> date,
    Optional<String> modified,
    List<String> tags,
    List<String> references,
    List<String> falsePositives,
    List<String> fields,
    List<Related> related,
    Optional<String> taxonomy,
    Optional<String> license,
    List<String> scope,
    boolean generate) {

  public Metadata {
    Objects.requireNonNull(source);
    Objects.requireNonNull(title);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(level);
    Objects.requireNonNull(status);
    Objects.requireNonNull(description);
    Objects.requireNonNull(author);
    Objects.requireNonNull(date);
    Objects.requireNonNull(modified);
    Objects.requireNonNull(taxonomy);
    Objects.requireNonNull(license);
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    falsePositives = List.copyOf(falsePositives);
    fields = List.copyOf(fields);
    related = List.copyOf(related);
    scope = List.copyOf(scope);
  }

  /** What a rule that is made, not read, says: nothing but its id, which is its title as well. */
  public static Metadata of(SourceLocation source, String id) {
    return new Metadata(
        source,
        id,
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false);
  }

  /** The same with other {@code fields}. */
  public Metadata withFields(List<String> others) {
    return fields.equals(others)
        ? this
        : new Metadata(
            source,
            title,
            id,
            name,
            level,
            status,
            description,
            author,
            date,
            modified,
            tags,
            references,
            falsePositives,
            others,
            related,
            taxonomy,
            license,
            scope,
            generate);
  }

  String key() {
    return id.or(() -> name).orElse(title);
  }

  boolean answersTo(String reference) {
    return reference.equals(id.orElse(null)) || reference.equals(name.orElse(null));
  }
}
