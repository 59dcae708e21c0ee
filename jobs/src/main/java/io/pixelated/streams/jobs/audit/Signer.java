package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.audit.SigningKey;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.RegionKey;

/** Has the key at hand that a region signs with at present. */
final class Signer {
  private final KeyProvider keys;
  private final String region;
  private RegionKey current;
  private SigningKey signing;

  /**
   * @throws io.pixelated.streams.residency.keys.MissingKeyException if there is no key: nothing is
   *     checked that could not be proved
   */
  Signer(AuditSettings settings) {
    this.keys = settings.keys().provider();
    this.region = settings.region();
    key();
  }

  /** The key of now: it may rotate between two calls. */
  SigningKey key() {
    RegionKey now = keys.current(region, KeyPurpose.SIGNING);
    if (!now.equals(current)) {
      signing = new SigningKey(region, now);
      current = now;
    }
    return signing;
  }
}
