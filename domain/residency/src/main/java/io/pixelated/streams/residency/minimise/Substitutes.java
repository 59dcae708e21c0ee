package io.pixelated.streams.residency.minimise;

import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.RegionKey;
import io.pixelated.streams.residency.keys.TokenKey;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands for personal values of a region, under its current keys. Not safe for use by several
 * threads.
 */
public final class Substitutes {
  /** The same addresses come again and again. */
  private static final int REMEMBERED = 4096;

  private final Network[] networks = new Network[REMEMBERED];
  private final KeyProvider keys;
  private final String region;
  private RegionKey pseudonymSecret;
  private PseudonymKey pseudonyms;
  private RegionKey tokenSecret;
  private TokenKey tokens;

  private record Network(String address, Optional<String> network) {}

  /**
   * @param region id of the region that the values are from
   */
  public Substitutes(KeyProvider keys, String region) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
  }

  /** Looks for the keys that are current now; others are used from here on. */
  public void renew() {
    RegionKey pseudonym = keys.current(region, KeyPurpose.PSEUDONYM);
    if (!pseudonym.equals(pseudonymSecret)) {
      pseudonyms = new PseudonymKey(pseudonym);
      pseudonymSecret = pseudonym;
    }
  }

  /**
   * The pseudonym of a value.
   *
   * @throws io.pixelated.streams.residency.keys.MissingKeyException if the region has no key
   */
  public String pseudonym(String value) {
    if (pseudonyms == null) {
      renew();
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

  private Optional<String> network(String value) {
    // Names are not to take the room of addresses.
    if (!AddressTruncation.isLikely(value)) {
      return Optional.empty();
    }
    int slot = (value.hashCode() ^ (value.hashCode() >>> 16)) & (REMEMBERED - 1);
    Network last = networks[slot];
    if (last == null || !last.address().equals(value)) {
      last = new Network(value, AddressTruncation.network(value));
      networks[slot] = last;
    }
    return last.network();
  }

  /** What stands for a value; null if nothing does. */
  String of(String value, FieldAction action) {
    return switch (action) {
      case HASH -> pseudonym(value);
      case TOKEN -> token(value);
      case TRUNCATE ->
          network(value)
              // The network of an address that is a network's would name the address.
              .filter(network -> !network.startsWith(value.strip()))
              .orElseGet(() -> pseudonym(value));
      default -> null;
    };
  }
}
