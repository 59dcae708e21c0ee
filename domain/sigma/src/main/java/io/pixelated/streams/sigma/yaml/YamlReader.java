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
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1 streams of several documents into {@link YamlNode}s, within {@link YamlLimits} and
 * without ever throwing. A document that is not well formed does not take its neighbours along:
 * reading resumes at the next {@code ---}.
 */
public final class YamlReader {

  /** Each error costs a fresh start; a file with more of them is no YAML at all. */
  private static final int MAX_ERRORS = 50;

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
              1, "the file has more than " + limits.characters() + " characters; split it"));
      return new YamlStream(documents, errors);
    }
    int longLine = firstLongLine(text);
    if (longLine > 0) {
      errors.add(
          new YamlError(
              longLine,
              "the line has more than " + limits.line() + " characters; break it, as with '>-'"));
      return new YamlStream(documents, errors);
    }
    int start = 0;
    int firstLine = 1;
    while (start >= 0) {
      YamlError error = compose(text.substring(start), firstLine, documents);
      if (error == null) {
        break;
      }
      // a document may fail twice: after its predecessors, and again when reading resumes with it
      if (errors.isEmpty() || errors.get(errors.size() - 1).line() != error.line()) {
        errors.add(error);
      }
      if (errors.size() > MAX_ERRORS) {
        errors.add(new YamlError(error.line(), "too many errors; the rest was not read"));
        break;
      }
      int next = nextDocument(text, start, error.line() - firstLine);
      if (next >= 0) {
        firstLine += linesBetween(text, start, next);
      }
      start = next;
    }
    return new YamlStream(documents, errors);
  }

  /** The one-based number of the first line that is too long; 0 if there is none. */
  private int firstLongLine(String text) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end - start > limits.line()) {
        return line;
      }
      start = end + 1;
      line++;
    }
    return text.length() - start > limits.line() ? line : 0;
  }

  /** Adds the documents up to the first error, which it returns; null if there is none. */
  private YamlError compose(String text, int firstLine, List<YamlNode> documents) {
    int line = firstLine;
    try {
      Composer composer = composer(text);
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
      return new YamlError(
          mark == null ? line : firstLine + mark.getLine(), notWellFormed(e.getProblem()));
    } catch (ReaderException e) {
      int end =
          text.offsetByCodePoints(
              0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
      return new YamlError(
          firstLine + linesBetween(text, 0, end),
          "YAML does not allow the control character U+%04X; remove or escape it"
              .formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      return new YamlError(line, notWellFormed(e.getMessage()));
    } catch (RuntimeException e) {
      // SnakeYAML's scanner has let others through on garbage; no input may stop the loader
      return new YamlError(line, notWellFormed(e.toString()));
    }
  }

  private Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(limits.characters());
    options.setNestingDepthLimit(limits.depth());
    options.setMaxAliasesForCollections(limits.aliases());
    return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
  }

  private static String notWellFormed(String message) {
    String problem =
        message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    String remedy = problem.contains("\\t(TAB)") ? "; indent with spaces" : "";
    return "YAML is not well formed: " + problem + remedy;
  }

  /**
   * The offset of the first {@code ---} below the first line and not above the given one, or -1.
   *
   * @param line zero-based, counted from {@code start}
   */
  private static int nextDocument(String text, int start, int line) {
    int at = start;
    for (int i = 0; at >= 0; i++) {
      if (i > 0 && i >= line && text.startsWith("---", at)) {
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
