package io.pixelated.streams.sigma.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1 streams of several documents into {@link YamlNode}s, within {@link YamlLimits} and
 * without ever throwing. A document that is not well formed does not take its neighbours along:
 * reading resumes at the next {@code ---}.
 */
public final class YamlReader {

  private final YamlLimits limits;

  public YamlReader(YamlLimits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  public YamlStream read(String text) {
    List<YamlNode> documents = new ArrayList<>();
    List<YamlError> errors = new ArrayList<>();
    if (text.length() > limits.characters()) {
      errors.add(
          new YamlError(
              1,
              "the file has more than "
                  + limits.characters()
                  + " characters; split it into several files"));
      return new YamlStream(documents, errors);
    }
    int start = 0;
    int firstLine = 1;
    while (start >= 0) {
      YamlError error = compose(text.substring(start), firstLine, documents);
      if (error == null) {
        break;
      }
      errors.add(error);
      int next = nextDocument(text, start, error.line() - firstLine);
      if (next >= 0) {
        firstLine += linesBetween(text, start, next);
      }
      start = next;
    }
    return new YamlStream(documents, errors);
  }

  private YamlError compose(String text, int firstLine, List<YamlNode> documents) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(limits.characters());
    options.setNestingDepthLimit(limits.depth());
    options.setMaxAliasesForCollections(limits.aliases());
    int line = firstLine;
    try {
      Composer composer =
          new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
      while (composer.checkNode()) {
        Node node = composer.getNode();
        line = firstLine + node.getStartMark().getLine();
        documents.add(new NodeConverter(limits, firstLine).convert(node));
      }
      return null;
    } catch (InvalidYaml e) {
      return new YamlError(e.line(), e.getMessage());
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      return new YamlError(mark == null ? line : firstLine + mark.getLine(), describe(e));
    } catch (YAMLException e) {
      return new YamlError(line, "YAML is not well formed: " + firstLineOf(e.getMessage()));
    }
  }

  private static String describe(MarkedYAMLException e) {
    String problem = firstLineOf(e.getProblem());
    if (problem.contains("'\\t'") || problem.contains("\\t(TAB)")) {
      problem += " (indent with spaces)";
    }
    return "YAML is not well formed: " + problem;
  }

  private static String firstLineOf(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  /** Offset of the first {@code ---} line after the given line (zero-based, from start), or -1. */
  private static int nextDocument(String text, int start, int line) {
    int at = start;
    for (int i = 0; at >= 0; i++) {
      if (i > Math.max(0, line) && text.startsWith("---", at)) {
        return at;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? -1 : end + 1;
    }
    return -1;
  }

  private static int linesBetween(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
