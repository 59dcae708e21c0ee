package io.pixelated.streams.residency;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file being read, with every problem found in it.
 *
 * <p>A problem says where it is and which rule it breaks. It quotes nothing that is written there:
 * what somebody puts into a file by mistake may be anybody's name.
 */
final class PolicyText {
  /** Many times what is shipped; a parser takes seconds over megabytes. */
  private static final int MOST_CHARACTERS = 256 << 10;

  private final String file;
  private final List<String> problems = new ArrayList<>();
  private final Scalars scalars = new Scalars();
  private final PolicySection root;

  /** Reads a scalar as what YAML takes it for. */
  private static final class Scalars extends SafeConstructor {
    Scalars() {
      super(options());
    }

    private static LoaderOptions options() {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(MOST_CHARACTERS);
      return options;
    }

    Object value(Node node) {
      return constructDocument(node);
    }
  }

  private PolicyText(String file, String yaml) {
    this.file = file;
    Node node = null;
    try {
      node = new Yaml(Scalars.options()).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      problem(e.getProblemMark(), "this is not valid YAML: look at indents, quotes and brackets");
      throwIfBroken();
    } catch (YAMLException e) {
      problem(
          null,
          "not valid YAML: it is larger than "
              + MOST_CHARACTERS
              + " characters, nested too deep, or holds control characters");
      throwIfBroken();
    }
    this.root = new PolicySection(this, "", node);
  }

  static PolicyText of(String file, String yaml) {
    return new PolicyText(file, yaml);
  }

  static String resource(String name) {
    try (InputStream in = PolicyText.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the shipped " + name, e);
    }
  }

  PolicySection root() {
    return root;
  }

  /**
   * Notes a problem.
   *
   * @param where null: nowhere in particular
   */
  void problem(Mark where, String what) {
    if (problems.size() > PolicyException.MOST_TOLD) {
      return; // a file of megabytes may have as many
    }
    problems.add(
        where == null
            ? what
            : "line %d, column %d: %s".formatted(where.getLine() + 1, where.getColumn() + 1, what));
  }

  /** What a scalar is; null if it is not what YAML takes it for, such as a wrong date. */
  Object value(ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    try {
      return scalars.value(scalar);
    } catch (RuntimeException e) {
      return null;
    }
  }

  void throwIfBroken() {
    if (!problems.isEmpty()) {
      throw new PolicyException(file, problems);
    }
  }
}
