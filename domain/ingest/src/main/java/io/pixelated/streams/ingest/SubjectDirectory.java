package io.pixelated.streams.ingest;

import io.pixelated.streams.events.Classification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which jurisdictions a data subject belongs to, as far as ids, names and places tell. */
final class SubjectDirectory {
  private final List<Entry> patients;
  private final List<Entry> logins;
  private final List<String> noSubjects;
  private final Map<String, List<String>> countries;
  private final Set<String> states;

  private record Entry(String prefix, List<String> jurisdictions) {}

  private SubjectDirectory(DataTable table) {
    table.only("patients", "logins", "no_subjects", "countries", "us_states");
    patients = entries(table.table("patients"));
    logins = entries(table.table("logins"));
    noSubjects = table.texts("no_subjects");
    Map<String, List<String>> byCountry = new HashMap<>();
    DataTable jurisdictions = table.table("countries");
    for (String jurisdiction : jurisdictions.keys()) {
      jurisdictions
          .texts(jurisdiction)
          .forEach(
              country ->
                  byCountry.computeIfAbsent(country, c -> new ArrayList<>()).add(jurisdiction));
    }
    countries = Map.copyOf(byCountry);
    states = Set.copyOf(table.texts("us_states"));
  }

  static SubjectDirectory read(DataTable table) {
    return new SubjectDirectory(table);
  }

  /** Longest prefix first, so that a directory inside another goes before it. */
  private static List<Entry> entries(DataTable table) {
    List<Entry> entries = new ArrayList<>();
    table.keys().forEach(prefix -> entries.add(new Entry(prefix, table.texts(prefix))));
    entries.sort(Comparator.comparingInt((Entry entry) -> entry.prefix.length()).reversed());
    return List.copyOf(entries);
  }

  /** Of a patient id; unknown if no directory issues such ids. */
  List<String> ofPatient(String id) {
    List<String> found = byPrefix(patients, id);
    return found.isEmpty() ? List.of(Classification.UNKNOWN_JURISDICTION) : found;
  }

  /** Of a login name; none if it is not in the directory. */
  List<String> ofLogin(String login) {
    return byPrefix(logins, login);
  }

  /** Whether a login name is a service's and so nobody's. */
  boolean isNobody(String login) {
    String lower = login.toLowerCase(Locale.ROOT);
    return noSubjects.stream().anyMatch(lower::startsWith);
  }

  /**
   * Of the patient ids that a text mentions, such as a request's path; none if it mentions none.
   */
  List<String> mentionedIn(String text) {
    List<String> found = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    for (Entry entry : patients) {
      int at = lower.indexOf(entry.prefix);
      if (at == 0 || (at > 0 && !Character.isLetterOrDigit(lower.charAt(at - 1)))) {
        found.addAll(entry.jurisdictions);
      }
    }
    return found;
  }

  /** Of an ISO 3166-1 alpha-2 country; none if no policy speaks of it. */
  List<String> ofCountry(String code) {
    return countries.getOrDefault(code.strip().toUpperCase(Locale.ROOT), List.of());
  }

  /** Of a US state: its own law and the country's; none if there is no such state. */
  List<String> ofState(String code) {
    String state = code.strip().toUpperCase(Locale.ROOT);
    return states.contains(state) ? List.of("US", "US-" + state) : List.of();
  }

  private static List<String> byPrefix(List<Entry> entries, String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    for (Entry entry : entries) {
      if (lower.startsWith(entry.prefix)) {
        return entry.jurisdictions;
      }
    }
    return List.of();
  }
}
