package io.pixelated.streams.sigma.lint;

import io.pixelated.streams.sigma.attack.AttackEntry;
import io.pixelated.streams.sigma.attack.AttackTable;
import io.pixelated.streams.sigma.load.Suggestion;
import io.pixelated.streams.sigma.yaml.YamlList;
import io.pixelated.streams.sigma.yaml.YamlMap;
import io.pixelated.streams.sigma.yaml.YamlNode;
import io.pixelated.streams.sigma.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks at the tags of a rule (Sigma v2.1.0, appendix "Tags"). */
final class TagLints {

  private static final Pattern FORM = Pattern.compile("[a-z0-9_-]+\\.[a-z0-9._-]+");
  private static final Pattern ATTACK_ID =
      Pattern.compile("(t[0-9]{4}(\\.[0-9]{3})?|ta[0-9]{4}|[gsc][0-9]{4})");

  /** Data sources, mitigations and assets, which are taken at their word. */
  private static final Pattern OTHER_ATTACK_ID = Pattern.compile("(ds|m|a|det|dc)[0-9]{4}");

  private static final Map<String, Pattern> NAMESPACES =
      Map.of(
          "attack", Pattern.compile(".*"),
          "car", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{3}"),
          "cve", Pattern.compile("[0-9]{4}[-.][0-9]{4,}"),
          "d3fend", Pattern.compile("(d3f?-[a-z0-9-]+|model|harden|detect|isolate|deceive|evict)"),
          "detection", Pattern.compile("(dfir|emerging-threats|threat-hunting)"),
          "stp", Pattern.compile("[1-5][auk]?"),
          "tlp", Pattern.compile("(red|amber|amber-strict|green|clear)"));

  private static final Map<String, String> FORMS =
      Map.of(
          "car", "car.2016-04-005",
          "cve", "cve.2021-44228",
          "d3fend", "d3fend.d3-am",
          "detection", "detection.dfir, detection.emerging-threats or detection.threat-hunting",
          "stp", "stp.4 or stp.3k",
          "tlp", "tlp.red, tlp.amber, tlp.amber-strict, tlp.green or tlp.clear");

  private final AttackTable attack;

  TagLints(AttackTable attack) {
    this.attack = attack;
  }

  void check(YamlMap document, Findings findings) {
    if (document.get("tags") instanceof YamlList list) {
      for (YamlNode node : list.items()) {
        if (node instanceof YamlScalar scalar && !scalar.isNull()) {
          check(scalar.text(), scalar.line(), findings);
        }
      }
    }
  }

  private void check(String tag, int line, Findings findings) {
    String lower = tag.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(tag).matches()) {
      String remedy =
          FORM.matcher(lower).matches() ? "write '" + lower + "'" : "write namespace.name";
      findings.add(
          Lint.TAG_FORMAT,
          line,
          "tag '" + tag + "' is not namespace.name in lower case; " + remedy);
      return;
    }
    String namespace = tag.substring(0, tag.indexOf('.'));
    String name = tag.substring(tag.indexOf('.') + 1);
    Pattern form = NAMESPACES.get(namespace);
    if (form == null) {
      findings.add(
          Lint.UNKNOWN_TAG_NAMESPACE,
          line,
          "Sigma has no tag namespace '"
              + namespace
              + "'"
              + Suggestion.closest(namespace, NAMESPACES.keySet())
                  .map(close -> "; did you mean '" + close + "'?")
                  .orElse("; use one of " + String.join(", ", new TreeSet<>(NAMESPACES.keySet()))));
    } else if (namespace.equals("attack")) {
      checkAttack(tag, name, line, findings);
    } else if (!form.matcher(name).matches()) {
      findings.add(
          Lint.UNKNOWN_TAG,
          line,
          "namespace '"
              + namespace
              + "' has no tag '"
              + name
              + "'; write one like "
              + FORMS.get(namespace));
    }
  }

  private void checkAttack(String tag, String name, int line, Findings findings) {
    if (OTHER_ATTACK_ID.matcher(name).matches()) {
      return;
    }
    if (!ATTACK_ID.matcher(name).matches()) {
      checkTactic(tag, name, line, findings);
      return;
    }
    Optional<AttackEntry> entry = attack.find(name);
    if (entry.isEmpty()) {
      findings.add(
          Lint.UNKNOWN_ATTACK_TAG,
          line,
          "ATT&CK has no " + kind(name) + " '" + name + "'" + parentOf(name) + "; correct the tag");
    } else if (entry.get().retired()) {
      AttackEntry current = attack.current(entry.get());
      String remedy =
          current.retired()
              ? "remove the tag"
              : "use '"
                  + "attack."
                  + current.id().toLowerCase(Locale.ROOT)
                  + "' ("
                  + current.name()
                  + ")";
      findings.add(
          Lint.RETIRED_ATTACK_TAG,
          line,
          "ATT&CK retired "
              + kind(name)
              + " '"
              + name
              + "' ("
              + entry.get().name()
              + "); "
              + remedy);
    }
  }

  private void checkTactic(String tag, String name, int line, Findings findings) {
    if (attack.tactic(name).isPresent()) {
      return;
    }
    String dashed = name.replace('_', '-');
    Set<String> tactics = attack.tactics();
    String remedy =
        tactics.contains(dashed)
            ? "; write 'attack." + dashed + "'"
            : Suggestion.closest(dashed, tactics)
                .map(close -> "; did you mean 'attack." + close + "'?")
                .orElse(
                    "; use the short name of a tactic, or the id of a technique, group or software");
    findings.add(
        Lint.UNKNOWN_ATTACK_TAG, line, "tag '" + tag + "' is nothing that ATT&CK has" + remedy);
  }

  private String parentOf(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? ""
        : attack
            .find(name.substring(0, dot))
            .map(parent -> " below " + parent.id() + " (" + parent.name() + ")")
            .orElse("");
  }

  private static String kind(String name) {
    if (name.startsWith("ta")) {
      return "tactic";
    }
    List<String> kinds = List.of("technique", "group", "software", "campaign");
    return kinds.get("tgsc".indexOf(name.charAt(0)));
  }
}
