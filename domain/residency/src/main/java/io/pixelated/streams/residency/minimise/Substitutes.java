package io.pixelated.streams.residency.minimise;

import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.RegionKey;
import io.pixelated.streams.residency.keys.TokenKey;
import java.util.Objects;

/**
 * What stands for personal values of a region, under its current keys. Not safe for use by several
 * threads.
 */
public final class Substitutes {
  private final KeyProvider keys;
  private final String region;
  private RegionKey pseudonymSecret;
  private PseudonymKey pseudonyms;
  private RegionKey tokenSecret;
  private TokenKey tokens;

  /**
   * @param region id of the region that the values are from
   */
  public Substitutes(KeyProvider keys, String region) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
  }

  /**
   * The pseudonym of a value.
   *
   * @throws io.pixelated.streams.residency.keys.MissingKeyException if the region has no key
   */
  public String pseudonym(String value) {
    RegionKey current = keys.current(region, KeyPurpose.PSEUDONYM);
    if (!current.equals(pseudonymSecret)) {
      pseudonyms = new PseudonymKey(current);
      pseudonymSecret = current;
    }
    return pseudonyms.pseudonym(value);
  }

  String token(String value) {
    RegionKey current = keys.current(region, KeyPurpose.ENCRYPTION);
    if (!current.equals(tokenSecret)) {
      tokens = new TokenKey(current);
      tokenSecret = current;
    }
    return tokens.token(value);
  }

  /** What stands for a value; null if nothing does. */
  String of(String value, FieldAction action) {
    return switch (action) {
      case HASH -> pseudonym(value);
      case TOKEN -> token(value);
      case TRUNCATE ->
          AddressTruncation.network(value)
              // The network of an address that is a network's would name the address.
              .filter(network -> !network.startsWith(value.strip()))
              .orElseGet(() -> pseudonym(value));
      default -> null;
    };
  }
}
