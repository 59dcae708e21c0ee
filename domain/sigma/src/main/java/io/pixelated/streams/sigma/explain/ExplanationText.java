package io.pixelated.streams.sigma.explain;

import io.pixelated.streams.sigma.explain.Explanation.All;
import io.pixelated.streams.sigma.explain.Explanation.Any;
import io.pixelated.streams.sigma.explain.Explanation.Leaf;
import io.pixelated.streams.sigma.explain.Explanation.Named;
import io.pixelated.streams.sigma.explain.Explanation.Node;
import io.pixelated.streams.sigma.explain.Explanation.Not;
import io.pixelated.streams.sigma.explain.Explanation.Seen;
import io.pixelated.streams.sigma.explain.Explanation.Wanted;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes explanations for people: a tree, one line per part, its verdict in front. */
public final class ExplanationText {

  private static final int MOST_WANTED = 8;
  private static final int LONGEST_VALUE = 200;
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final Map<Character, String> ESCAPES =
      Map.of('\n', "\\n", '\r', "\\r", '\t', "\\t");
  private static final String PLAIN = "\u001b[0m";

  private final boolean colours;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(boolean colours) {
    this.colours = colours;
  }

  /**
   * The lines of an explanation: log source first, then the condition.
   *
   * @param colours whether a terminal shows them
   */
  public static List<String> lines(Explanation explanation, boolean colours) {
    ExplanationText text = new ExplanationText(colours);
    text.source(explanation);
    text.node(explanation.condition(), 0);
    return List.copyOf(text.lines);
  }

  private void source(Explanation explanation) {
    line(
        0,
        explanation.applies(),
        "log source: the rule wants "
            + describe(explanation.rule().logSource())
            + "; the event is "
            + describe(explanation.event()));
  }

  private static String describe(LogSource wanted) {
    List<String> parts = new ArrayList<>();
    wanted.product().ifPresent(product -> parts.add("product " + product));
    wanted.category().ifPresent(category -> parts.add("category " + category));
    wanted.service().ifPresent(service -> parts.add("service " + service));
    return String.join(", ", parts);
  }

  private static String describe(LogSources event) {
    List<String> parts = new ArrayList<>();
    describe("product", event.products(), parts);
    describe("category", event.categories(), parts);
    describe("service", event.services(), parts);
    return parts.isEmpty() ? "of no known log source" : String.join(", ", parts);
  }

  private static void describe(String what, Set<String> names, List<String> parts) {
    if (!names.isEmpty()) {
      parts.add(what + " " + String.join(" or ", new TreeSet<>(names)));
    }
  }

  private void node(Node node, int depth) {
    if (node instanceof Leaf leaf) {
      leaf(leaf, depth);
    } else if (node instanceof Named named) {
      named(named, depth);
    } else if (node instanceof Not not) {
      line(depth, not.holds(), "not");
      node(not.part(), depth + 1);
    } else if (node instanceof All all) {
      line(depth, all.holds(), (all.label().isEmpty() ? "all of these" : all.label()));
      all.parts().forEach(part -> node(part, depth + 1));
    } else if (node instanceof Any any) {
      line(depth, any.holds(), (any.label().isEmpty() ? "one of these" : any.label()));
      any.parts().forEach(part -> node(part, depth + 1));
    }
  }

  private void named(Named named, int depth) {
    String list = named.part() instanceof Any ? " (one of these)" : "";
    line(depth, named.holds(), named.name() + list);
    if (named.part() instanceof All all) {
      all.parts().forEach(part -> node(part, depth + 1));
    } else if (named.part() instanceof Any any) {
      any.parts().forEach(part -> node(part, depth + 1));
    } else {
      node(named.part(), depth + 1);
    }
  }

  private void leaf(Leaf leaf, int depth) {
    String modifiers = leaf.modifiers().isEmpty() ? "" : "|" + String.join("|", leaf.modifiers());
    String what = leaf.field().orElse("keywords") + modifiers;
    line(depth, leaf.holds(), what + ": " + wanted(leaf));
    lines.add("  ".repeat(depth + 2) + saw(leaf));
  }

  /** What is wanted: the values that were found, or the first ones. */
  private static String wanted(Leaf leaf) {
    List<Wanted> found = leaf.wanted().stream().filter(Wanted::found).toList();
    boolean all = leaf.modifiers().contains("all");
    if (leaf.wantedInAll() == 1) {
      return leaf.wanted().get(0).text();
    }
    String count = (all ? "all of " : "one of ") + leaf.wantedInAll() + " values";
    if (all) {
      List<Wanted> missing = leaf.wanted().stream().filter(value -> !value.found()).toList();
      return count
          + (missing.isEmpty() ? ", found " + list(found) : ", did not find " + list(missing));
    }
    return count + (found.isEmpty() ? ": " + list(leaf.wanted()) : ", found " + list(found));
  }

  private static String list(List<Wanted> values) {
    String text = String.join(", ", values.stream().limit(MOST_WANTED).map(Wanted::text).toList());
    return values.size() > MOST_WANTED
        ? text + " and " + (values.size() - MOST_WANTED) + " more"
        : text;
  }

  private static String saw(Leaf leaf) {
    if (leaf.field().isEmpty() && leaf.seen().isEmpty()) {
      return "in none of the event's values";
    }
    if (!leaf.present()) {
      return "the event has no such field";
    }
    if (leaf.seen().isEmpty()) {
      return "the field is there, without a value";
    }
    List<String> values = new ArrayList<>();
    for (Seen seen : leaf.seen()) {
      values.add(value(seen, leaf.field()));
    }
    return "saw " + String.join(", ", values);
  }

  /** A text of an event without characters that a terminal would obey. */
  public static String printable(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
        shown.append(ESCAPES.getOrDefault(c, String.format("\\u%04x", (int) c)));
      } else if (shown != null) {
        shown.append(c);
      }
    }
    return shown == null ? text : shown.toString();
  }

  private static String value(Seen seen, Optional<String> field) {
    String text = printable(seen.text());
    if (text.length() > LONGEST_VALUE) {
      text = text.substring(0, LONGEST_VALUE) + "… (" + seen.text().length() + " characters)";
    }
    String shown =
        switch (seen.kind()) {
          case TEXT -> "'" + text + "'";
          case NULL -> "null";
          default -> text;
        };
    boolean renamed = field.map(name -> !name.equals(seen.name())).orElse(true);
    return renamed ? shown + " in " + seen.name() : shown;
  }

  private void line(int depth, boolean holds, String text) {
    String mark = holds ? "✓" : "✗";
    String colour = holds ? GREEN : RED;
    lines.add("  ".repeat(depth) + (colours ? colour + mark + PLAIN : mark) + " " + text);
  }
}
