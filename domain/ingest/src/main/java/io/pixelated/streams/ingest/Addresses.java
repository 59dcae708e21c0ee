package io.pixelated.streams.ingest;

import java.util.Locale;

/**
 * IP addresses in one spelling each: dotted decimal (RFC 6943 strict), RFC 5952 for IPv6, IPv4
 * where an IPv6 address maps one. Reads text only and never asks a name server.
 */
public final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  /** The address that {@code text} spells, or null if it spells none. */
  public static String canonical(String text) {
    String address = text.strip();
    if (address.length() > 45) {
      return null;
    }
    if (address.indexOf(':') < 0) {
      return v4(address) == null ? null : address;
    }
    int[] groups = v6(address.toLowerCase(Locale.ROOT));
    if (groups == null) {
      return null;
    }
    return isMapped(groups) ? dotted(groups) : compressed(groups);
  }

  /** Whether a canonical address can be somebody: not loopback, unspecified, link-local, group. */
  static boolean isSomebody(String canonical) {
    int[] v4 = v4(canonical);
    if (v4 != null) {
      boolean loopback = v4[0] == 127;
      boolean unspecified = v4[0] == 0;
      boolean linkLocal = v4[0] == 169 && v4[1] == 254;
      boolean group = v4[0] >= 224 && v4[0] <= 239;
      return !loopback
          && !unspecified
          && !linkLocal
          && !group
          && !canonical.equals("255.255.255.255");
    }
    return !canonical.equals("::")
        && !canonical.equals("::1")
        && !canonical.startsWith("ff")
        && !canonical.matches("fe[89ab].:.*");
  }

  /** Whether a canonical address is of a private network (RFC 1918, RFC 4193). */
  static boolean isPrivate(String canonical) {
    int[] v4 = v4(canonical);
    if (v4 != null) {
      return v4[0] == 10
          || (v4[0] == 172 && v4[1] >= 16 && v4[1] <= 31)
          || (v4[0] == 192 && v4[1] == 168);
    }
    return canonical.startsWith("fc") || canonical.startsWith("fd");
  }

  private static int[] v4(String text) {
    int[] parts = new int[4];
    int part = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (digits == 0 || ++part > 3) {
          return null;
        }
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        if (digits > 0 && parts[part] == 0) {
          return null; // a leading zero may mean octal
        }
        parts[part] = parts[part] * 10 + (c - '0');
        if (++digits > 3 || parts[part] > 255) {
          return null;
        }
      } else {
        return null;
      }
    }
    return part == 3 && digits > 0 ? parts : null;
  }

  private static int[] v6(String address) {
    int zone = address.indexOf('%');
    String text = zone < 0 ? address : address.substring(0, zone);
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return fill(text, groups, true) == GROUPS ? groups : null;
    }
    int head = fill(text.substring(0, gap), groups, false);
    int[] rest = new int[GROUPS];
    int tail = fill(text.substring(gap + 2), rest, true);
    if (head < 0 || tail < 0 || head + tail >= GROUPS) {
      return null;
    }
    System.arraycopy(rest, 0, groups, GROUPS - tail, tail);
    return groups;
  }

  /** Reads groups until the text ends, where IPv4 may stand if {@code last}; how many, or -1. */
  private static int fill(String text, int[] groups, boolean last) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.indexOf('.') >= 0) {
        int[] v4 = v4(part);
        if (v4 == null || !last || i < parts.length - 1 || count > GROUPS - 2) {
          return -1;
        }
        groups[count++] = v4[0] << 8 | v4[1];
        groups[count++] = v4[2] << 8 | v4[3];
        continue;
      }
      if (count == GROUPS || part.isEmpty() || part.length() > 4) {
        return -1;
      }
      int value = 0;
      for (int c = 0; c < part.length(); c++) {
        int digit = Character.digit(part.charAt(c), 16);
        if (digit < 0 || part.charAt(c) > 'f') {
          return -1;
        }
        value = value << 4 | digit;
      }
      groups[count++] = value;
    }
    return count;
  }

  private static boolean isMapped(int[] groups) {
    for (int i = 0; i < 5; i++) {
      if (groups[i] != 0) {
        return false;
      }
    }
    return groups[5] == 0xFFFF;
  }

  private static String dotted(int[] groups) {
    return (groups[6] >> 8)
        + "."
        + (groups[6] & 255)
        + "."
        + (groups[7] >> 8)
        + "."
        + (groups[7] & 255);
  }

  private static String compressed(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int j = i;
      while (j < GROUPS && groups[j] == 0) {
        j++;
      }
      if (j - i > length) {
        best = i;
        length = j - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == best) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
