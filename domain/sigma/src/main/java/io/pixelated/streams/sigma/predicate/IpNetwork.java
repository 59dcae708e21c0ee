package io.pixelated.streams.sigma.predicate;

/** A network in CIDR notation. */
public final class IpNetwork {

  private final String text;
  private final byte[] address;
  private final int prefix;

  private IpNetwork(String text, byte[] address, int prefix) {
    this.text = text;
    this.address = address;
    this.prefix = prefix;
  }

  /**
   * Reads {@code address/prefix}; without a prefix it is a single address.
   *
   * @throws InvalidItem if it is not a network
   */
  public static IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new InvalidItem(
          "'" + text + "' is not a network; write one like 10.0.0.0/8 or fe80::/10");
    }
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : parsePrefix(text, text.substring(slash + 1), bits);
    for (int bit = prefix; bit < bits; bit++) {
      if ((address[bit >> 3] & (0x80 >> (bit & 7))) != 0) {
        throw new InvalidItem(
            "network '" + text + "' has bits set after its prefix of " + prefix + "; clear them");
      }
    }
    return new IpNetwork(text, address, prefix);
  }

  private static int parsePrefix(String text, String digits, int bits) {
    if (digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= bits) {
      return Integer.parseInt(digits);
    }
    throw new InvalidItem(
        "the prefix of network '" + text + "' must be a number from 0 to " + bits);
  }

  /** Whether {@code candidate} is an address in this network; anything else is not. */
  boolean contains(String candidate) {
    byte[] other = IpAddress.parse(candidate);
    if (other == null || other.length != address.length) {
      return false;
    }
    int whole = prefix >> 3;
    for (int i = 0; i < whole; i++) {
      if (address[i] != other[i]) {
        return false;
      }
    }
    int rest = prefix & 7;
    return rest == 0 || ((address[whole] ^ other[whole]) & (0xff00 >> rest) & 0xff) == 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
