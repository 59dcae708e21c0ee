package io.pixelated.streams.local.scenario;

/**
 * Hands out addresses of one region, each once, from ranges that nobody on the Internet uses (RFC
 * 2544, 5737, 6598, 3849) and autonomous systems kept for documentation and private use (RFC 5398,
 * 6996).
 */
final class Networks {
  /** Egress of the staff VPN. */
  static final long STAFF_VPN_ASN = 64500;

  /** Egress of a VPN that patients use. */
  static final long CONSUMER_VPN_ASN = 64505;

  private static final long FIRST_ACCESS_ASN = 64512;

  /** How many addresses of 198.18.0.0/15 a region has. */
  private static final int BLOCK = 6 << 10;

  private final int region;
  private int homes;
  private int shared;
  private int scattered;

  /**
   * @param region number of the region, which keeps the regions' addresses apart
   */
  Networks(int region) {
    if (region < 0 || region > 15) {
      throw new IllegalArgumentException(
          "region number " + region + " is outside 0..15; a scenario has at most 16 regions");
    }
    this.region = region;
  }

  /** The connection of a household, every fifth of them IPv6. */
  Origin home(City city) {
    int number = homes++;
    long asn = accessAsn(city, number % 3);
    if (number % 5 == 4) {
      return new Origin(String.format("2001:db8:%x:%x::17", region + 1, number), asn, city);
    }
    String ip = number % 5 == 3 || number >= BLOCK ? scatteredAddress() : blockAddress(number);
    return new Origin(ip, asn, city);
  }

  /** An address that many people share: a clinic's or a carrier's NAT. */
  Origin nat(City city) {
    int number = shared++;
    return new Origin(
        "100." + (64 + region) + "." + (number / 250) % 256 + "." + (1 + number % 250),
        accessAsn(city, 3),
        city);
  }

  Origin vpn(City city, long asn) {
    int number = shared++;
    return new Origin(
        "100." + (80 + region) + "." + (number / 250) % 256 + "." + (1 + number % 250), asn, city);
  }

  /** A rented server or a hijacked line, among everyone else's addresses, in any country. */
  Origin rented(City city, Dice dice) {
    return new Origin(scatteredAddress(), 65_100L + dice.between(0, 300), city);
  }

  /** Behind 198.18.99.0/28, which is the scanner's. */
  private String blockAddress(int number) {
    return dotted((198 << 24 | 18 << 16 | 100 << 8) + region * BLOCK + number);
  }

  /** In 240.0.0.0/4, neighbours far apart: an odd factor permutes the addresses of a /16. */
  private String scatteredAddress() {
    int number = scattered++;
    int low = (number * 40_503) & 0xFFFF;
    return dotted(240 << 24 | (region + 16 * (number >>> 16 & 15)) << 16 | low);
  }

  private static String dotted(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  private static long accessAsn(City city, int provider) {
    return FIRST_ACCESS_ASN
        + (city.country().charAt(0) * 26 + city.country().charAt(1)) % 300L
        + provider;
  }
}
