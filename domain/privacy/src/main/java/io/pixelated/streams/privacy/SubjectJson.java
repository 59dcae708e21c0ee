package io.pixelated.streams.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.events.StrictObject;
import java.util.ArrayList;
import java.util.List;

/** A {@link Subject} as JSON: lists of names by kind, such as {@code {"user":["ana.keller"]}}. */
public final class SubjectJson {
  private static final String MEMBER = "subject";

  private SubjectJson() {}

  /** An object with the subject as its only member, as UTF-8 JSON. */
  public static byte[] write(Subject subject) {
    ObjectNode node = Trees.object();
    node.set(MEMBER, tree(subject));
    return Trees.bytes(node);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidRecordException if it is something else
   */
  public static Subject read(byte[] json) {
    StrictObject record = StrictObject.read(json);
    Subject subject = read(record);
    record.refuseOthers();
    record.finish();
    return subject;
  }

  static ObjectNode tree(Subject subject) {
    ObjectNode node = Trees.object();
    for (Identifier identifier : subject.identifiers()) {
      ArrayNode names = node.withArray('/' + identifier.kind().word());
      names.add(identifier.value());
    }
    return node;
  }

  /** The subject in a record; null if it holds none, which the record then knows. */
  static Subject read(StrictObject record) {
    StrictObject object = record.object(MEMBER);
    if (object == null) {
      return null;
    }
    List<Identifier> identifiers = new ArrayList<>();
    boolean allGood = true;
    for (IdentifierKind kind : IdentifierKind.values()) {
      for (String name : object.texts(kind.word(), Subject.MOST)) {
        try {
          identifiers.add(new Identifier(kind, name));
        } catch (IllegalArgumentException e) {
          object.problem(kind.word(), ": " + e.getMessage());
          allGood = false;
        }
      }
    }
    object.refuseOthers();
    if (identifiers.isEmpty() || identifiers.size() > Subject.MOST) {
      if (allGood) {
        record.problem(MEMBER, "names nobody, or too many: give 1 to " + Subject.MOST + " names");
      }
      return null;
    }
    return Subject.of(identifiers);
  }
}
