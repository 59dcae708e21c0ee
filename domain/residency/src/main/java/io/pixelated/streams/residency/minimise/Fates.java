package io.pixelated.streams.residency.minimise;

/**
 * What becomes of each part of a record. Used for one record after the other; what is said of the
 * parts of the one before is overwritten.
 */
final class Fates {
  private FieldAction[] actions = {};
  private boolean[] kept = {};
  private boolean[] strange = {};
  private String[] instead = {};

  /** Makes room for so many parts. */
  void begin(int parts) {
    if (actions.length < parts) {
      int larger = 2 * parts;
      actions = new FieldAction[larger];
      kept = new boolean[larger];
      strange = new boolean[larger];
      instead = new String[larger];
    }
  }

  /** What is done to a value; to a container, nothing is. */
  FieldAction action(int part) {
    return actions[part];
  }

  void action(int part, FieldAction action) {
    actions[part] = action;
    instead[part] = null;
  }

  /** What stands for a value; null: it is copied, if it is kept. */
  String instead(int part) {
    return instead[part];
  }

  void instead(int part, String text) {
    instead[part] = text;
  }

  /** Whether anything of a part is kept. */
  boolean isKept(int part) {
    return kept[part];
  }

  boolean keep(int part, boolean keeps) {
    kept[part] = keeps;
    return keeps;
  }

  /** Per part whether anything of it is kept. */
  boolean[] kept() {
    return kept;
  }

  /** Whether the name of a member is one that no profile lists. */
  boolean isStrange(int part) {
    return strange[part];
  }

  void strange(int part, boolean unlisted) {
    strange[part] = unlisted;
  }
}
