package io.pixelated.streams.residency.minimise;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The network of an address: IPv4 to /24, IPv6 to /48. */
final class AddressTruncation {
  /** Strict, so that nothing is taken for a host name and looked up. */
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int V4_BYTES = 3;
  private static final int V6_BYTES = 6;

  private AddressTruncation() {}

  /** Whether it is made of what addresses are made of; what is not has no network. */
  static boolean isLikely(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean likely =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'f')
              || (c >= 'A' && c <= 'F')
              || c == '.'
              || c == ':';
      if (!likely) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The network; empty if the text is no address. */
  static Optional<String> network(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      boolean v4 = address instanceof Inet4Address;
      byte[] bytes = address.getAddress();
      int kept = v4 ? V4_BYTES : V6_BYTES;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      String network = InetAddress.getByAddress(bytes).getHostAddress();
      return Optional.of(network + '/' + kept * Byte.SIZE);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
