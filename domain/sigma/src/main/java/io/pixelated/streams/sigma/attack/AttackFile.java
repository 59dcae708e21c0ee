package io.pixelated.streams.sigma.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the tables of ids: tab-separated id, name, tactics and state. */
final class AttackFile {

  private static final int COLUMNS = 4;
  private static final String REVOKED = "revoked:";
  private static final String REPLACED = "replaced:";

  private AttackFile() {}

  /**
   * An entry.
   *
   * @param replacedBy the id that the next version has for it
   */
  record Line(AttackEntry entry, Optional<String> replacedBy) {}

  static List<Line> read(String resource) {
    try (InputStream in = AttackFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line(resource, line))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static Line line(String resource, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalStateException(resource + " has a line that is no entry: " + line);
    }
    String state = columns[3];
    boolean replaced = state.startsWith(REPLACED);
    AttackEntry entry =
        new AttackEntry(
            columns[0],
            columns[1],
            columns[2].isEmpty() ? List.of() : List.of(columns[2].split(",", -1)),
            !state.isEmpty() && !replaced,
            behind(REVOKED, state));
    return new Line(entry, behind(REPLACED, state));
  }

  private static Optional<String> behind(String prefix, String state) {
    return Optional.of(state)
        .filter(text -> text.startsWith(prefix) && text.length() > prefix.length())
        .map(text -> text.substring(prefix.length()));
  }
}
