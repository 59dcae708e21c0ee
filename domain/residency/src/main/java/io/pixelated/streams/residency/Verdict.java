package io.pixelated.streams.residency;

import java.util.List;
import java.util.Objects;

/** What may become of a record, and why. */
public sealed interface Verdict {
  /** What the decision rests on. */
  Basis basis();

  /** {@code permit}, {@code minimise} or {@code quarantine}. */
  String outcome();

  /** Why, step by step, a line for each; never content of the record. */
  default String explain() {
    Basis basis = basis();
    String duties =
        basis.duties().isEmpty()
            ? "none"
            : String.join(", ", basis.duties().stream().map(Duty::word).toList());
    return "%s by policies %s, %s%n%s%nduties: %s%nretention: %s%n"
        .formatted(
            outcome(),
            basis.policyVersion(),
            basis.clause(),
            String.join(System.lineSeparator(), basis.steps()),
            duties,
            basis.retention().text());
  }

  /**
   * What a decision rests on.
   *
   * @param policyVersion version of the policies
   * @param regimes ids of the regimes that applied, sorted
   * @param clause the clause that decided
   * @param reason why, for a person; never content of the record
   * @param duties what the regimes ask of whoever holds the record
   * @param retention how long it is kept
   * @param steps what each regime said of it, and the reason last
   */
  record Basis(
      String policyVersion,
      List<String> regimes,
      String clause,
      String reason,
      List<Duty> duties,
      Retention retention,
      List<String> steps) {
    public Basis {
      Objects.requireNonNull(policyVersion, "policyVersion");
      Objects.requireNonNull(clause, "clause");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retention, "retention");
      regimes = List.copyOf(regimes);
      duties = List.copyOf(duties);
      steps = List.copyOf(steps);
    }

    /** The same decision come to nothing, for a reason that shows with the record alone. */
    Basis failed(String why) {
      return new Basis(
          policyVersion, regimes, clause, why, duties, retention, List.of(reason, why));
    }
  }

  /** The record may go as it is. */
  record Permit(Basis basis) implements Verdict {
    @Override
    public String outcome() {
      return "permit";
    }
  }

  /**
   * The record may go with less in it.
   *
   * @param profiles the profiles that say with what
   */
  record Minimise(Basis basis, List<String> profiles) implements Verdict {
    public Minimise {
      profiles = List.copyOf(profiles);
    }

    @Override
    public String outcome() {
      return "minimise";
    }
  }

  /**
   * The record stays in its region, apart.
   *
   * @param nowhere whether there is no region at all that all its regimes permit: somebody has to
   *     look at it
   */
  record Quarantine(Basis basis, boolean nowhere) implements Verdict {
    @Override
    public String outcome() {
      return "quarantine";
    }
  }
}
