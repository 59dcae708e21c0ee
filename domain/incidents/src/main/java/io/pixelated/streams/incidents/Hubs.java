package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The entities that many share, so that evidence about them has nothing else in common. */
final class Hubs {
  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");

  /** Strict, so that nothing is taken for a host name and looked up. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private final Map<EntityType, List<Predicate<String>>> patterns = new EnumMap<>(EntityType.class);

  Hubs(Map<EntityType, List<String>> hubs) {
    hubs.forEach((type, texts) -> patterns.put(type, texts.stream().map(Hubs::matcher).toList()));
  }

  boolean contains(Entity entity) {
    for (Predicate<String> pattern : patterns.getOrDefault(entity.type(), List.of())) {
      if (pattern.test(entity.value())) {
        return true;
      }
    }
    return false;
  }

  private static Predicate<String> matcher(String text) {
    var network = NETWORK.matcher(text);
    if (network.matches()) {
      byte[] base = address(network.group(1));
      int length = Integer.parseInt(network.group(2));
      return value -> base != null && inside(address(value), base, length);
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split("\\*", -1)) {
      parts.add(Pattern.quote(part));
    }
    Pattern glob = Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE);
    return value -> glob.matcher(value).matches();
  }

  private static boolean inside(byte[] address, byte[] base, int length) {
    if (address == null || address.length != base.length || length > base.length * Byte.SIZE) {
      return false;
    }
    int rest = base.length * Byte.SIZE - length;
    return new BigInteger(1, address)
        .shiftRight(rest)
        .equals(new BigInteger(1, base).shiftRight(rest));
  }

  /** The bytes of a literal address; null for anything else. */
  private static byte[] address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
