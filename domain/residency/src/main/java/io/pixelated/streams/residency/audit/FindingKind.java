package io.pixelated.streams.residency.audit;

import java.util.Locale;

/** What can be wrong with a chain. */
public enum FindingKind {
  /** The bytes are no entry. */
  UNREADABLE,
  /** The bytes of an entry are not those that its hash was made of. */
  ALTERED,
  /** Entries are not there whose neighbours are. */
  MISSING,
  /** An entry comes after later ones. */
  REORDERED,
  /**
   * A place in the chain is taken twice: an entry was inserted or played again, or the job forked.
   */
  REPEATED,
  /** An entry does not build on the one before it: one of both was put in another's place. */
  UNLINKED,
  /** A signature is not that of the key it names: something before it was altered, or it was. */
  BAD_SIGNATURE,
  /** A key signed that is not among those trusted. */
  UNKNOWN_KEY,
  /** A signed entry counts other verdicts than there are. */
  MISCOUNTED,
  /**
   * Entries are of another region or job, stand in another chain's partition, or are of a chain's
   * earlier life.
   */
  MISPLACED,
  /** A chain's first entries are not there. */
  BEGINS_LATE,
  /** A chain has begun from nothing once more: the job lost its state or somebody made a chain. */
  BEGUN_ANEW,
  /** A chain or its beginning bears no valid signature. */
  NOT_ANCHORED,
  /** A chain ends before the place that was signed or noted elsewhere. */
  CUT,
  /** A whole chain is not there that was signed or noted elsewhere. */
  REMOVED,
  /** An entry is another than the one that was signed or noted elsewhere. */
  CONTRADICTED,
  /** Signatures end earlier than they should. */
  STALE;

  /** The kind as reports have it, such as {@code bad-signature}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
