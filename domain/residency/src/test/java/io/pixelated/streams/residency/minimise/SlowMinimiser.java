package io.pixelated.streams.residency.minimise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Minimises trees, field by field and value by value: what {@link Minimiser} is held against. */
final class SlowMinimiser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Profile> profiles;
  private final Substitutes substitutes;
  private final Map<String, String> personal = new LinkedHashMap<>();

  private SlowMinimiser(List<Profile> profiles, Substitutes substitutes) {
    this.profiles = profiles;
    this.substitutes = substitutes;
  }

  static Optional<JsonNode> minimise(
      JsonNode json, List<Profile> profiles, Substitutes substitutes) {
    SlowMinimiser slow = new SlowMinimiser(profiles, substitutes);
    slow.collect(json, List.of());
    JsonNode kept = slow.keep(json, List.of());
    if (kept == null) {
      return Optional.of(NODES.objectNode());
    }
    return slow.remains ? Optional.empty() : Optional.of(kept);
  }

  private boolean remains;

  private void collect(JsonNode node, List<String> path) {
    if (node.isContainerNode()) {
      int index = 0;
      if (node.isObject()) {
        node.properties().forEach(m -> collect(m.getValue(), below(path, m.getKey())));
      } else {
        for (JsonNode element : node) {
          collect(element, below(path, Integer.toString(index++)));
        }
      }
    } else if ((node.isTextual() || node.isNumber()) && action(path).isPersonal()) {
      String folded = PersonalValues.fold(node.asText()).strip();
      if (!folded.isEmpty()) {
        FieldAction action = action(path);
        personal.putIfAbsent(
            folded,
            action == FieldAction.ERASE
                ? substitutes.pseudonym(node.asText())
                : substitutes.of(node.asText(), action));
      }
    }
  }

  private JsonNode keep(JsonNode node, List<String> path) {
    if (node.isObject()) {
      ObjectNode kept = NODES.objectNode();
      node.properties()
          .forEach(
              member -> {
                JsonNode child = keep(member.getValue(), below(path, member.getKey()));
                if (child != null) {
                  kept.set(member.getKey(), child);
                  boolean listed = isListed(path, member.getKey());
                  remains |= !listed && isIn(member.getKey());
                }
              });
      return kept.isEmpty() ? null : kept;
    }
    if (node.isArray()) {
      ArrayNode kept = NODES.arrayNode();
      int index = 0;
      for (JsonNode element : node) {
        JsonNode child = keep(element, below(path, Integer.toString(index++)));
        if (child != null) {
          kept.add(child);
        }
      }
      return kept.isEmpty() ? null : kept;
    }
    return value(node, action(path));
  }

  private JsonNode value(JsonNode node, FieldAction action) {
    return switch (action) {
      case ERASE, DROP -> null;
      case HASH, TOKEN, TRUNCATE ->
          node.isNull() ? null : NODES.textNode(substitutes.of(node.asText(), action));
      case REDACT -> node.isTextual() ? NODES.textNode(redact(node.asText())) : null;
      case KEEP -> {
        remains |=
            (node.isTextual() || (node.isNumber() && node.asText().length() >= 6))
                && isIn(node.asText());
        yield node;
      }
      default -> throw new AssertionError("not generated: " + action);
    };
  }

  private boolean isIn(String text) {
    return !redact(text).equals(text);
  }

  private String redact(String text) {
    String folded = PersonalValues.fold(text);
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      String longest = "";
      for (String value : personal.keySet()) {
        if (value.length() > longest.length()
            && folded.startsWith(value, i)
            && isBorder(folded, i - 1)
            && isBorder(folded, i + value.length())) {
          longest = value;
        }
      }
      if (longest.isEmpty()) {
        result.append(text.charAt(i++));
      } else {
        result.append(personal.get(longest));
        i += longest.length();
      }
    }
    return result.toString();
  }

  private static boolean isBorder(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }

  private FieldAction action(List<String> path) {
    FieldAction strictest = FieldAction.KEEP;
    for (Profile profile : profiles) {
      FieldAction mine = null;
      for (FieldAction action : FieldAction.values()) {
        for (FieldPath pattern : profile.fields().getOrDefault(action, List.of())) {
          boolean exact = matches(pattern.steps(), path, false);
          boolean loose =
              action.isPersonal()
                  && !exact
                  && (matches(pattern.steps(), path, true) || isInside(pattern.steps(), path));
          FieldAction found = exact ? action : loose ? FieldAction.ERASE : null;
          if (found != null && (mine == null || found.compareTo(mine) < 0)) {
            mine = found;
          }
        }
      }
      FieldAction decided = mine == null ? FieldAction.DROP : mine;
      strictest = decided.compareTo(strictest) < 0 ? decided : strictest;
    }
    return strictest;
  }

  private static boolean isInside(List<String> pattern, List<String> path) {
    for (int length = 1; length < path.size(); length++) {
      if (matches(pattern, path.subList(0, length), true)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> pattern, List<String> path, boolean anyCase) {
    boolean open = pattern.get(pattern.size() - 1).equals("**");
    int fixed = open ? pattern.size() - 1 : pattern.size();
    if (open ? path.size() <= fixed : path.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      String one = pattern.get(i);
      String other = path.get(i);
      boolean same =
          anyCase
              ? one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT))
              : one.equals(other);
      if (!one.equals("*") && !same) {
        return false;
      }
    }
    return true;
  }

  /** Whether some pattern that is open there lists every step of a name. */
  private boolean isListed(List<String> path, String name) {
    List<String> at = new ArrayList<>(path);
    for (String step : name.split("\\.", -1)) {
      List<String> before = List.copyOf(at);
      at.add(step);
      boolean listed =
          profiles.stream()
              .flatMap(profile -> profile.fields().values().stream())
              .flatMap(List::stream)
              .map(FieldPath::steps)
              .anyMatch(
                  steps ->
                      steps.size() > before.size()
                          && steps.get(before.size()).equals(step)
                          && (before.isEmpty()
                              || matches(steps.subList(0, before.size()), before, false)));
      if (!listed) {
        return false;
      }
    }
    return true;
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(name.split("\\.", -1)));
    return longer;
  }
}
