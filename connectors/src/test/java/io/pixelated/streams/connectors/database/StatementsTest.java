package io.pixelated.streams.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.residency.RecordKind;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every statement that is sent stands in one reviewed file, with where each database documents its
 * parts; {@link StoringContract}, {@link RetentionContract} and {@link SubjectContract} execute
 * them all. A statement that was forgotten here is found.
 */
class StatementsTest {
  private static final List<Table> ALL = List.of(Table.values());
  private static final List<Table> ARCHIVE = List.of(Table.COMPLIANCE_AUDIT_LOGS);
  private static final List<Table> CLEARED =
      ALL.stream().filter(table -> !ARCHIVE.contains(table)).toList();
  private static final List<Table> CHECKED =
      Arrays.stream(RecordKind.values()).map(kind -> Table.valueOf(kind.name())).toList();

  /** What a text begins with that is sent to a database; nothing that people read does. */
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*(SELECT|INSERT|UPDATE|DELETE|UPSERT|MERGE|WITH|TABLE|VALUES|ALTER|CREATE|DROP|TRUNCATE"
              + "|SET|SHOW|GRANT|CALL|LOCK|COPY|EXPLAIN|BEGIN|COMMIT)\\s.*",
          Pattern.DOTALL);

  private static final Set<String> MAY_HOLD_SQL = Set.of("Statements.class", "Table$Shape.class");

  @Test
  void everyStatementIsInTheReviewedFile() throws IOException {
    List<String> sent = new ArrayList<>();
    all().values().forEach(sent::addAll);

    assertThat(reviewed()).containsExactlyElementsOf(sent);
  }

  @Test
  void everyStatementIsAskedForHere() {
    assertThat(Statements.class.getDeclaredMethods())
        .filteredOn(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(all().keySet());
  }

  @Test
  void noOtherClassHoldsAStatement() throws Exception {
    List<Path> classes = classes();
    List<String> found = new ArrayList<>();
    for (Path each : classes) {
      for (String text : texts(each)) {
        if (SQL.matcher(text).matches()) {
          found.add(each.getFileName() + ": " + text);
        }
      }
    }

    assertThat(classes).hasSizeGreaterThan(20);
    assertThat(found).as("what the scan knows").anyMatch(text -> text.startsWith("Statements.c"));
    assertThat(found)
        .filteredOn(text -> MAY_HOLD_SQL.stream().noneMatch(name -> text.startsWith(name + ":")))
        .isEmpty();
  }

  private static Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("upsert", of(ALL, Statements::upsert));
    all.put("deleteExpired", of(ALL, Statements::deleteExpired));
    all.put("standings", of(CHECKED, Statements::standings));
    all.put("standingsAfter", of(CHECKED, Statements::standingsAfter));
    all.put("retain", of(CHECKED, Statements::retain));
    all.put("lengthenAudit", List.of(Statements.lengthenAudit()));
    all.put("auditEntries", List.of(Statements.auditEntries()));
    all.put("countAudited", List.of(Statements.countAudited()));
    all.put("mentions", of(CLEARED, table -> Statements.mentions(table, 2)));
    all.put("empty", of(CLEARED, Statements::empty));
    all.put("countEmptied", of(CLEARED, Statements::countEmptied));
    all.put("replace", of(CLEARED, Statements::replace));
    return all;
  }

  private static List<String> of(List<Table> tables, Function<Table, String> statement) {
    return tables.stream().map(statement).toList();
  }

  private static List<String> reviewed() throws IOException {
    try (InputStream file = StatementsTest.class.getResourceAsStream("statements.sql")) {
      String text =
          new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
      List<String> statements = new ArrayList<>();
      for (String statement : text.split(";\n", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    }
  }

  /** The room's compiled classes, without those of tests. */
  private static List<Path> classes() throws URISyntaxException, IOException {
    Path room =
        Path.of(Statements.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(room)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /** All texts in a class file (JVM Specification, 4.4: the constant pool). */
  private static List<String> texts(Path classFile) {
    List<String> texts = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      in.skipNBytes(8);
      int entries = in.readUnsignedShort();
      for (int i = 1; i < entries; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts.add(in.readUTF());
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // they take two places
          }
          default -> throw new IllegalStateException(classFile + " has a constant of tag " + tag);
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
