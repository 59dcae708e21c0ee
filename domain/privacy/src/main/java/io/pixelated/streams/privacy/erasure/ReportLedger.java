package io.pixelated.streams.privacy.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The stages that have to report on every erasure, and what of that is missing.
 *
 * @param stages as {@code job/stage}
 */
public record ReportLedger(List<String> stages) {
  public ReportLedger {
    stages = List.copyOf(stages);
    for (String stage : stages) {
      if (Objects.requireNonNull(stage, "stage").indexOf('/') < 1) {
        throw new IllegalArgumentException(
            "stage '" + stage + "' has no job: write job/stage, such as threat-correlation/chains");
      }
    }
  }

  /** What has not been reported, in words; nothing: all have. */
  public List<String> missing(Collection<ErasureReport> reports) {
    List<String> missing = new ArrayList<>();
    for (String stage : stages) {
      List<ErasureReport> own =
          reports.stream().filter(r -> stage.equals(r.job() + '/' + r.stage())).toList();
      if (own.isEmpty()) {
        missing.add("stage " + stage + " did not report");
      } else if (!isWhole(own)) {
        missing.add("stage " + stage + " reported in part: not all of its subtasks did");
      }
    }
    return missing;
  }

  /** Whether all subtasks of some one parallelism are there: a stage may have been rescaled. */
  private static boolean isWhole(List<ErasureReport> reports) {
    return reports.stream()
        .anyMatch(
            one ->
                reports.stream()
                        .filter(other -> other.subtasks() == one.subtasks())
                        .map(ErasureReport::subtask)
                        .distinct()
                        .count()
                    == one.subtasks());
  }
}
