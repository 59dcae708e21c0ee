package io.pixelated.streams.ingest;

import io.pixelated.streams.sigma.match.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A list of objects that each hold a field's name and its value, as XML's {@code <Data
 * Name="Image">} becomes in JSON where nobody takes it apart: {@code {"@Name": "Image", "#text":
 * "cmd.exe"}}.
 *
 * @param lists paths of such lists
 * @param names where an object holds the name, as paths inside it
 * @param values where it holds the value
 */
record NamedMembers(Set<String> lists, Set<String> names, Set<String> values) {
  /** Behind every name of the event's own, so that none of them can be taken over. */
  private static final int RANK = 900;

  private static final int SQUEEZED = 1_001;
  private static final int MOST = 128;
  private static final int LONGEST_NAME = 64;

  NamedMembers {
    lists = Set.copyOf(lists);
    names = Set.copyOf(names);
    values = Set.copyOf(values);
  }

  static List<NamedMembers> all(DataTable table, String key) {
    List<NamedMembers> all = new ArrayList<>();
    for (DataTable each : table.tables(key)) {
      each.only("lists", "names", "values");
      all.add(
          new NamedMembers(
              Set.copyOf(each.texts("lists")),
              Set.copyOf(each.texts("names")),
              Set.copyOf(each.texts("values"))));
    }
    return all;
  }

  void addTo(Fields fields) throws UnreadableException {
    int size = fields.size();
    int members = 0;
    for (int value = 0; value < size && members < MOST; value++) {
      if (fields.kind(value) == ValueKind.COMPOSITE && lists.contains(fields.path(value))) {
        addMember(fields, value, size);
        members++;
      }
    }
  }

  private void addMember(Fields fields, int member, int size) throws UnreadableException {
    String inside = fields.path(member) + '.';
    int name = -1;
    int content = -1;
    for (int value = member + 1; value < size; value++) {
      String path = fields.path(value);
      if (!path.startsWith(inside)) {
        break;
      }
      String step = path.substring(inside.length());
      if (name < 0 && names.contains(step) && fields.kind(value) == ValueKind.TEXT) {
        name = value;
      } else if (content < 0 && values.contains(step)) {
        content = value;
      }
    }
    if (name < 0 || content < 0) {
      return;
    }
    String text = fields.text(name);
    if (!text.isBlank() && text.length() <= LONGEST_NAME) {
      fields.name(text, RANK, content);
      if (text.indexOf(' ') >= 0) {
        fields.name(text.replace(" ", ""), SQUEEZED, content);
      }
    }
  }
}
