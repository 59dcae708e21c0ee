package io.pixelated.streams.residency.audit;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which chain an entry belongs to.
 *
 * @param region region whose job checked
 * @param job name of the job
 * @param chain 0 to 23 for verdicts, {@link #HEADS} for what ties those together
 */
public record ChainId(String region, String job, int chain) {
  /** How many chains hold the verdicts of a region's job; fixed, for their numbers are stored. */
  public static final int VERDICT_CHAINS = 24;

  /** The chain of region anchors, each over the heads of all verdict chains. */
  public static final int HEADS = VERDICT_CHAINS;

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  public ChainId {
    requireName("region", region);
    requireName("job", job);
    if (chain < 0 || chain > HEADS) {
      throw new IllegalArgumentException("chain " + chain + ": use 0 to " + HEADS);
    }
  }

  /**
   * The chain of all verdicts on one subject, or of a verdict that names none: CRC-32 modulo the
   * number of chains.
   *
   * @param subjectOrId the subject's pseudonym in the region, or else the verdict's id
   */
  public static int chainOf(String subjectOrId) {
    CRC32 crc = new CRC32();
    crc.update(subjectOrId.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % VERDICT_CHAINS);
  }

  /** Another chain of the same job. */
  ChainId other(int otherChain) {
    return new ChainId(region, job, otherChain);
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(Objects.requireNonNull(name, what)).matches()) {
      throw new IllegalArgumentException(
          what + " '" + name + "': use 1 to 64 small letters, digits and '-'");
    }
  }

  /** Such as {@code eu-central-1/threat-correlation/7}. */
  @Override
  public String toString() {
    return region + '/' + job + '/' + chain;
  }
}
