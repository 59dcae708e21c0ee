package io.pixelated.streams.sigma.predicate;

import java.util.Arrays;

/** Reads IP addresses from text without ever asking a name server. */
final class IpAddress {

  private static final int MAX_LENGTH = 64;

  private IpAddress() {}

  /**
   * The 4 or 16 bytes of an address, or null if {@code text} is none. An IPv4 address mapped into
   * IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address; a zone ({@code %eth0}) is ignored.
   */
  static byte[] parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      byte[] bytes = new byte[4];
      return parseV4(text, 0, text.length(), bytes, 0) ? bytes : null;
    }
    int zone = text.indexOf('%');
    byte[] bytes = parseV6(zone < 0 ? text : text.substring(0, zone));
    return bytes != null && isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  private static boolean parseV4(String text, int from, int to, byte[] target, int offset) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at >= to || text.charAt(at++) != '.')) {
        return false;
      }
      int value = 0;
      int digits = 0;
      for (; at < to && isDigit(text.charAt(at)) && digits < 4; at++, digits++) {
        value = value * 10 + text.charAt(at) - '0';
      }
      boolean leadingZero = digits > 1 && text.charAt(at - digits) == '0';
      if (digits == 0 || value > 255 || leadingZero) {
        return false;
      }
      target[offset + part] = (byte) value;
    }
    return at == to;
  }

  private static byte[] parseV6(String text) {
    byte[] bytes = new byte[16];
    int size = 0;
    int gap = -1;
    int at = 0;
    int length = text.length();
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    } else if (text.startsWith(":")) {
      return null;
    }
    while (at < length) {
      int end = text.indexOf(':', at);
      if (end < 0 && text.indexOf('.', at) >= 0) {
        if (size > 12 || !parseV4(text, at, length, bytes, size)) {
          return null;
        }
        size += 4;
        break;
      }
      int group = hex(text, at, end < 0 ? length : end);
      if (group < 0 || size > 14) {
        return null;
      }
      bytes[size++] = (byte) (group >> 8);
      bytes[size++] = (byte) group;
      if (end < 0) {
        break;
      }
      at = end + 1;
      if (at < length && text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = size;
        at++;
      } else if (at == length) {
        return null;
      }
    }
    return close(bytes, size, gap);
  }

  /** Moves what follows {@code ::} to the end. */
  private static byte[] close(byte[] bytes, int size, int gap) {
    if (gap < 0) {
      return size == 16 ? bytes : null;
    }
    if (size > 14) {
      return null;
    }
    byte[] whole = new byte[16];
    System.arraycopy(bytes, 0, whole, 0, gap);
    System.arraycopy(bytes, gap, whole, 16 - (size - gap), size - gap);
    return whole;
  }

  private static int hex(String text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
