package io.pixelated.streams.reference;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses and networks as numbers. */
final class Networks {

  private Networks() {}

  /** Whether {@code candidate} is an address of the network. */
  static boolean contains(String network, String candidate) {
    String[] parts = network.split("/", -1);
    byte[] base = address(parts[0]);
    byte[] other = address(candidate);
    if (other == null || other.length != base.length) {
      return false;
    }
    int bits = base.length * 8;
    int free = parts.length == 1 ? 0 : bits - Integer.parseInt(parts[1]);
    return new BigInteger(1, base)
        .shiftRight(free)
        .equals(new BigInteger(1, other).shiftRight(free));
  }

  private static byte[] address(String text) {
    if (text.indexOf(':') >= 0) {
      return version6(text.replaceFirst("%.*", ""));
    }
    if (!text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
      return null;
    }
    byte[] bytes = new byte[4];
    String[] numbers = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int number = Integer.parseInt(numbers[i]);
      if (number > 255) {
        return null;
      }
      bytes[i] = (byte) number;
    }
    return bytes;
  }

  private static byte[] version6(String text) {
    if (!text.matches("[0-9a-fA-F:.]{2,45}")) {
      return null;
    }
    try {
      // with a colon in it no name server is asked
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
