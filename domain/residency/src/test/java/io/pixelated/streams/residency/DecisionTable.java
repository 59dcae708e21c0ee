package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The decisions that were written down by hand, in {@code decisions.txt}. */
final class DecisionTable {
  static final Approval SCC =
      ApprovalFile.read(
          """
          id: scc-eu
          regime: gdpr
          from: [eu-central-1]
          to: [us-east-1]
          classes: [PERSONAL]
          purposes: [security]
          requested_by: carla.ops
          approvers: [ana.privacy, ben.legal]
          valid_from: 2026-01-01T00:00:00Z
          expires: 2026-12-31T00:00:00Z
          """,
          Regions.shipped());

  private DecisionTable() {}

  /**
   * A line of it.
   *
   * @param text the line itself
   */
  record Row(String text, Question question, boolean approved, String outcome) {
    List<Approval> approvals() {
      return approved ? List.of(SCC) : List.of();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Row> rows() {
    return PolicyText.resource("decisions.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(DecisionTable::row);
  }

  private static Row row(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    Question question =
        new Question(
            RecordKind.valueOf(cells.get(0)),
            Classification.of(
                words(cells.get(1)).stream().map(DataClass::valueOf).toList(), words(cells.get(2))),
            cells.get(3),
            DestinationKind.valueOf(cells.get(4)),
            cells.get(5),
            cells.get(6));
    return new Row(line, question, cells.get(7).equals("scc-eu"), cells.get(8));
  }

  private static List<String> words(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(" ", -1));
  }
}
