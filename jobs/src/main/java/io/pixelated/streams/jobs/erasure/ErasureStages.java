package io.pixelated.streams.jobs.erasure;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names under which stages of {@code threat-correlation} report that they forgot somebody. */
public final class ErasureStages {
  /** Lets nothing in any more that was recorded before the order. */
  public static final String DETECT = "detect";

  public static final String OUTCOMES = "outcomes";
  public static final String INHIBITIONS = "inhibitions";
  public static final String STRANDS = "strands";
  public static final String INCIDENTS = "incidents";

  /** The keys of the audit chains' pseudonyms; every chain reports, whoever keeps it. */
  public static final String SUBJECT_KEYS = "subject-keys";

  private ErasureStages() {}

  /** A level of correlation, counted from 1. */
  public static String correlate(int level) {
    return "correlate-" + level;
  }

  /**
   * All stages whose reports make an erasure complete.
   *
   * @param levels how many levels of correlation the job has
   */
  public static List<String> all(int levels) {
    return Stream.concat(
            Stream.of(DETECT, OUTCOMES, INHIBITIONS, STRANDS, INCIDENTS, SUBJECT_KEYS),
            IntStream.rangeClosed(1, levels).mapToObj(ErasureStages::correlate))
        .toList();
  }
}
