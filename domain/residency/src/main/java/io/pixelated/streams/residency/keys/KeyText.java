package io.pixelated.streams.residency.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Keys as they are written down: one {@code id:hexadecimal} a line, or several with commas between
 * them, the current one first; {@code #} begins a comment line.
 */
final class KeyText {
  private KeyText() {}

  /**
   * The keys in a text.
   *
   * @param where names the text in messages, which never hold any of it
   * @throws MissingKeyException if it holds none, or anything else
   */
  static List<RegionKey> read(String text, String where) {
    List<RegionKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (String entry : text.split("[\\n,]", -1)) {
      number++;
      String line = entry.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        RegionKey key = key(line, where + ", entry " + number);
        if (!ids.add(key.id())) {
          throw new MissingKeyException(
              where + " holds two keys of the id '" + key.id() + "': give each its own");
        }
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      throw new MissingKeyException(where + " holds no key: write id:hexadecimal");
    }
    return List.copyOf(keys);
  }

  private static RegionKey key(String line, String where) {
    int colon = line.indexOf(':');
    try {
      return new RegionKey(
          line.substring(0, Math.max(colon, 0)),
          HexFormat.of().parseHex(line.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      // Not its message: it may quote what could be part of a secret.
      throw new MissingKeyException(
          where
              + " is no key: write id:hexadecimal, an id of 1 to 32 letters and digits and "
              + 2 * KeyPurpose.BYTES
              + " hexadecimal digits");
    }
  }
}
