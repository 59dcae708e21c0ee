package io.pixelated.streams.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pixelated.streams.ingest.Addresses;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.KeyPurpose;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.keys.TokenKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a record tells of a subject: by a name as a word of its own anywhere in a text, in
 * any letter case and Unicode form; by its pseudonym under any valid key of the region; by a token
 * that such a key gives the name back from. Not safe for use by several threads.
 *
 * <p>What a rotated key that was taken away has made is not recognised, by this or by anybody.
 */
public final class SubjectMatcher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("tk_[A-Za-z0-9]+_[A-Za-z0-9_-]+");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*");
  private static final int DEEPEST = 12;

  private final List<Identifier> names = new ArrayList<>();
  private final Set<String> pseudonyms = new LinkedHashSet<>();
  private final List<TokenKey> tokens;
  private final boolean hasAddress;

  /**
   * @param keys where the region's keys are
   * @param region id of the region whose records are looked at
   */
  public SubjectMatcher(Subject subject, KeyProvider keys, String region) {
    for (Identifier identifier : subject.identifiers()) {
      names.add(identifier);
      Set<String> spellings = new LinkedHashSet<>(List.of(identifier.value()));
      identifier.entity().ifPresent(entity -> spellings.add(entity.value()));
      for (String spelling : spellings) {
        PseudonymKey.all(keys, region, spelling)
            .forEach(pseudonym -> pseudonyms.add(pseudonym.toLowerCase(Locale.ROOT)));
      }
      if (identifier.kind() == IdentifierKind.EMAIL) {
        // Jobs know somebody by what stands before the at sign.
        identifier
            .entity()
            .map(e -> e.value())
            .filter(n -> n.length() >= Identifier.SHORTEST)
            .ifPresent(name -> names.add(new Identifier(IdentifierKind.USER, name)));
      }
    }
    tokens = keys.valid(region, KeyPurpose.ENCRYPTION).stream().map(TokenKey::new).toList();
    hasAddress = names.stream().anyMatch(name -> name.kind() == IdentifierKind.IP);
  }

  /**
   * Texts of ASCII letters, of which a record without others holds at least one, in small letters,
   * if it tells of the subject by name or pseudonym. An empty one is in every record.
   */
  public List<String> probes() {
    Set<String> probes = new LinkedHashSet<>();
    for (Identifier name : names) {
      boolean spelledInManyWays =
          name.kind() == IdentifierKind.IP && name.value().indexOf(':') >= 0;
      probes.add(spelledInManyWays ? "" : plainest(name.value().toLowerCase(Locale.ROOT)));
    }
    probes.addAll(pseudonyms);
    return List.copyOf(probes);
  }

  /** The longest part that stands in JSON as it is. */
  private static String plainest(String name) {
    String longest = "";
    for (String part : name.split("[^a-z0-9@._ -]+", -1)) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }

  /** The subject's pseudonyms in the region, under all valid keys, in small letters. */
  public List<String> pseudonyms() {
    return List.copyOf(pseudonyms);
  }

  /** Whether a record tells of the subject: JSON is looked through, anything else is a text. */
  public boolean isIn(byte[] record) {
    return isInText(new String(record, StandardCharsets.UTF_8), 0);
  }

  /** Whether a text, or the JSON in it, tells of the subject. */
  public boolean isIn(String text) {
    return isInText(text, 0);
  }

  private boolean isInText(String text, int depth) {
    JsonNode tree = depth < DEEPEST ? tree(text) : null;
    return tree == null ? isMentioned(text) : isInTree(tree, depth + 1);
  }

  private boolean isInTree(JsonNode node, int depth) {
    if (node.isTextual()) {
      return isInText(node.textValue(), depth);
    }
    if (node.isNumber()) {
      return isMentioned(node.asText());
    }
    if (node.path("base64").isTextual() || node.path("bytes").isTextual()) {
      String encoded = node.path(node.has("base64") ? "base64" : "bytes").textValue();
      try {
        byte[] decoded = Base64.getDecoder().decode(encoded);
        if (isInText(new String(decoded, StandardCharsets.UTF_8), depth)) {
          return true;
        }
      } catch (IllegalArgumentException e) {
        // No Base64 but a text like others, which is looked at below.
      }
    }
    for (var members = node.fieldNames(); members.hasNext(); ) {
      if (isMentioned(members.next())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (isInTree(child, depth)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode tree(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || (stripped.charAt(0) != '{' && stripped.charAt(0) != '[')) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(stripped);
      return node.isContainerNode() ? node : null;
    } catch (IOException e) {
      return null; // begins like JSON, and is a text
    }
  }

  private boolean isMentioned(String raw) {
    if (TOKEN.matcher(raw).results().anyMatch(token -> isNamedBy(token.group()))) {
      return true;
    }
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (pseudonyms.stream().anyMatch(text::contains)
        || names.stream().anyMatch(name -> isWord(name, text))) {
      return true;
    }
    if (hasAddress && isAddress(text)) {
      return true;
    }
    return text.indexOf('%') >= 0 && isMentioned(decoded(text));
  }

  private boolean isNamedBy(String token) {
    return tokens.stream()
        .flatMap(key -> key.value(token).stream())
        .anyMatch(value -> isMentioned(value));
  }

  private boolean isAddress(String text) {
    Matcher candidates = IPV6.matcher(text);
    while (candidates.find()) {
      String canonical = Addresses.canonical(candidates.group());
      if (canonical != null && names.contains(new Identifier(IdentifierKind.IP, canonical))) {
        return true;
      }
    }
    return false;
  }

  /** What stands for the signs that addresses on the web have in their names; fewer per cents. */
  private static String decoded(String text) {
    String decoded = text.replace("%40", "@").replace("%5c", "\\").replace("%2e", ".");
    return decoded.equals(text) ? text.replace('%', ' ') : decoded;
  }

  private static boolean isWord(Identifier identifier, String text) {
    String name = identifier.value().toLowerCase(Locale.ROOT);
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean qualified =
          identifier.kind() == IdentifierKind.HOST
              && end < text.length()
              && text.charAt(end) == '.';
      if (!goesOn(text, at - 1, -1, name) && (qualified || !goesOn(text, end, 1, name))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name goes on at a place beside what was found: then it is another name. */
  private static boolean goesOn(String text, int at, int step, String name) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    boolean joins = c == '.' || c == '-' || c == '_' || (c == ':' && name.indexOf(':') >= 0);
    int next = at + step;
    return Character.isLetterOrDigit(c)
        || (joins
            && next >= 0
            && next < text.length()
            && Character.isLetterOrDigit(text.charAt(next)));
  }
}
