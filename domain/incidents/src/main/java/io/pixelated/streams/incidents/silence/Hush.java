package io.pixelated.streams.incidents.silence;

import java.util.List;
import java.util.Objects;

/** What keeps evidence from raising incidents: a record of {@code soc.silences}. */
public sealed interface Hush {
  /** The record's key. */
  String id();

  /** Who wrote it. */
  String author();

  /** Why. */
  String comment();

  /**
   * All that matches, for some time: a maintenance window, a known scanner.
   *
   * @param matchers all must fit
   * @param startsAt first event time that it holds for, epoch milliseconds
   * @param endsAt first event time that it no longer holds for, epoch milliseconds
   */
  record Silence(
      String id, List<Matcher> matchers, long startsAt, long endsAt, String author, String comment)
      implements Hush {
    public Silence {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(author, "author");
      Objects.requireNonNull(comment, "comment");
      matchers = List.copyOf(matchers);
    }
  }

  /**
   * What follows from something else that is known: while a source is active, its targets raise
   * nothing.
   *
   * @param sources matchers of what inhibits; all must fit
   * @param targets matchers of what is inhibited; all must fit
   * @param equal labels that must be the same in both, missing ones being empty
   * @param activeMillis how long a source is active from its time on
   */
  record Inhibition(
      String id,
      List<Matcher> sources,
      List<Matcher> targets,
      List<String> equal,
      long activeMillis,
      String author,
      String comment)
      implements Hush {
    public Inhibition {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(author, "author");
      Objects.requireNonNull(comment, "comment");
      sources = List.copyOf(sources);
      targets = List.copyOf(targets);
      equal = List.copyOf(equal);
    }
  }
}
