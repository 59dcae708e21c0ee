package io.pixelated.streams.sigma.pipeline;

import io.pixelated.streams.sigma.load.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A processing pipeline in pySigma's format: how rules are changed to fit a kind of events.
 * Immutable; {@link PipelineLoader} reads it and {@link Pipelines} applies it.
 */
public final class ProcessingPipeline {

  private final String file;
  private final String name;
  private final int priority;
  private final Map<String, List<String>> variables;
  private final List<ProcessingItem> items;
  private final List<Problem> notices;

  ProcessingPipeline(
      String file,
      String name,
      int priority,
      Map<String, List<String>> variables,
      List<ProcessingItem> items,
      List<Problem> notices) {
    this.file = Objects.requireNonNull(file);
    this.name = Objects.requireNonNull(name);
    this.priority = priority;
    this.variables = Map.copyOf(new TreeMap<>(variables));
    this.items = List.copyOf(items);
    this.notices = List.copyOf(notices);
  }

  /** The file it was read from. */
  public String file() {
    return file;
  }

  /** Its own name, else that of its file. */
  public String name() {
    return name;
  }

  /** Pipelines with a lower priority are applied first. */
  public int priority() {
    return priority;
  }

  /** Values for placeholders, by name. */
  public Map<String, List<String>> variables() {
    return variables;
  }

  /** What of the file does nothing here, such as changes to query text; never an error. */
  public List<Problem> notices() {
    return notices;
  }

  List<ProcessingItem> items() {
    return items;
  }

  @Override
  public String toString() {
    return "pipeline " + name;
  }
}
