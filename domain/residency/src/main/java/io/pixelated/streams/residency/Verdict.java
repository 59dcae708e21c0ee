package io.pixelated.streams.residency;

import java.util.List;
import java.util.Objects;

/** What may become of a record, and why. */
public sealed interface Verdict {
  /** What the decision rests on. */
  Basis basis();

  /** {@code permit}, {@code minimise} or {@code quarantine}. */
  String outcome();

  /**
   * What a decision rests on.
   *
   * @param policyVersion version of the policies
   * @param regimes ids of the regimes that applied, sorted
   * @param clause the clause that decided
   * @param reason why, for a person; never content of the record
   */
  record Basis(String policyVersion, List<String> regimes, String clause, String reason) {
    public Basis {
      Objects.requireNonNull(policyVersion, "policyVersion");
      Objects.requireNonNull(clause, "clause");
      Objects.requireNonNull(reason, "reason");
      regimes = List.copyOf(regimes);
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

  /** The record stays in its region, apart. */
  record Quarantine(Basis basis) implements Verdict {
    @Override
    public String outcome() {
      return "quarantine";
    }
  }
}
