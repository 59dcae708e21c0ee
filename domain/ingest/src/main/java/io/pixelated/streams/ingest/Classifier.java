package io.pixelated.streams.ingest;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tells from {@code classification.yaml} what data an event holds and whose law applies: from its
 * format, service and fields, the subject directory and places; never from a label that the event
 * gives itself. All rules that apply are united; an event that no rule speaks of is unknown.
 */
final class Classifier {
  private final SubjectDirectory directory;
  private final List<Rule> rules;

  /**
   * @param onlyIfFound whether the rule applies only to events that name a known subject
   */
  private record Rule(
      Set<String> formats,
      Set<String> services,
      List<Condition> when,
      List<DataClass> classes,
      List<String> patients,
      List<String> logins,
      List<String> mentions,
      List<String> states,
      List<String> countries,
      boolean onlyIfFound) {
    boolean namesSubjects() {
      return !(patients.isEmpty()
          && logins.isEmpty()
          && mentions.isEmpty()
          && states.isEmpty()
          && countries.isEmpty());
    }
  }

  private Classifier(DataTable root) {
    root.only("directory", "rules");
    directory = SubjectDirectory.read(root.table("directory"));
    List<Rule> read = new ArrayList<>();
    for (DataTable table : root.tables("rules")) {
      read.add(rule(table));
    }
    rules = List.copyOf(read);
  }

  static Classifier standard() {
    return new Classifier(DataTable.resource("classification.yaml"));
  }

  private static Rule rule(DataTable table) {
    table.only("formats", "services", "when", "classes", "subjects", "only_if_found");
    DataTable subjects =
        table.table("subjects").only("patients", "logins", "mentions", "states", "countries");
    List<DataClass> classes = new ArrayList<>();
    for (String name : table.texts("classes")) {
      classes.add(DataClass.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return new Rule(
        Set.copyOf(table.texts("formats")),
        Set.copyOf(table.texts("services")),
        Condition.all(table, "when"),
        List.copyOf(classes),
        subjects.texts("patients"),
        subjects.texts("logins"),
        subjects.texts("mentions"),
        subjects.texts("states"),
        subjects.texts("countries"),
        table.flag("only_if_found"));
  }

  Classification of(ParsedEvent event) {
    Set<DataClass> classes = EnumSet.noneOf(DataClass.class);
    Set<String> jurisdictions = new TreeSet<>();
    for (Rule rule : rules) {
      if (applies(rule, event)) {
        Collection<String> found = subjects(rule, event);
        if (rule.onlyIfFound && found.isEmpty()) {
          continue;
        }
        classes.addAll(rule.classes);
        jurisdictions.addAll(found);
        if (rule.namesSubjects() && found.isEmpty()) {
          jurisdictions.add(Classification.UNKNOWN_JURISDICTION);
        }
      }
    }
    return classes.isEmpty() ? Classification.UNKNOWN : Classification.of(classes, jurisdictions);
  }

  private static boolean applies(Rule rule, ParsedEvent event) {
    return (rule.formats.isEmpty() || rule.formats.contains(event.format().name()))
        && (rule.services.isEmpty() || rule.services.contains(event.source().service()))
        && (rule.when.isEmpty() || Condition.hold(rule.when, event.fields(), event::find));
  }

  /** Places speak only where neither an id nor a name does. */
  private Collection<String> subjects(Rule rule, ParsedEvent event) {
    Set<String> found = new TreeSet<>();
    gather(event, rule.patients, directory::ofPatient, found);
    gather(event, rule.logins, login -> ofLogin(login, rule), found);
    gather(event, rule.mentions, directory::mentionedIn, found);
    gather(event, rule.states, directory::ofState, found);
    if (found.isEmpty()) {
      gather(event, rule.countries, directory::ofCountry, found);
    }
    return found;
  }

  /** A name that the directory does not know is somebody unknown, unless it was only tried. */
  private List<String> ofLogin(String login, Rule rule) {
    List<String> found = directory.ofLogin(login);
    boolean unknown = found.isEmpty() && !rule.onlyIfFound && !directory.isNobody(login);
    return unknown ? List.of(Classification.UNKNOWN_JURISDICTION) : found;
  }

  private static void gather(
      ParsedEvent event,
      List<String> fields,
      Function<String, List<String>> jurisdictions,
      Set<String> found) {
    for (String field : fields) {
      for (int value : event.values(field)) {
        if (event.kind(value) == ValueKind.TEXT) {
          found.addAll(jurisdictions.apply(event.text(value)));
        }
      }
    }
  }
}
