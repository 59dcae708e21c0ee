package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.ingest.LogSource;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.ingest.ValueType;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.FieldLayout;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A parsed event as Sigma rules see it. */
final class ParsedEventView implements EventView {
  private final ParsedEvent event;
  private final LogSources logSources;
  private final FieldLayout layout;
  private char[] characters;
  private int[] bounds;

  /** The log sources of the kinds of events that came so far, one object per kind. */
  static final class Sources {
    private static final int MOST_KINDS = 1_000;

    private final Map<LogSource, LogSources> known = new HashMap<>();

    LogSources of(LogSource kind) {
      LogSources found = known.get(kind);
      if (found == null) {
        String product = kind.source().product();
        found =
            new LogSources(
                product.isEmpty() ? Set.of() : Set.of(product), kind.categories(), kind.services());
        if (known.size() < MOST_KINDS) {
          known.put(kind, found);
        }
      }
      return found;
    }
  }

  ParsedEventView(ParsedEvent event, Sources sources) {
    this.event = event;
    this.logSources = sources.of(event.logSource());
    this.layout = new Names(event);
  }

  @Override
  public LogSources logSources() {
    return logSources;
  }

  @Override
  public FieldLayout layout() {
    return layout;
  }

  @Override
  public int size() {
    return event.size();
  }

  @Override
  public ValueKind kind(int value) {
    return switch (event.type(value)) {
      case TEXT -> ValueKind.TEXT;
      case NUMBER -> ValueKind.NUMBER;
      case BOOLEAN -> ValueKind.BOOLEAN;
      case NULL -> ValueKind.NULL;
      case COMPOSITE -> ValueKind.COMPOSITE;
    };
  }

  @Override
  public char[] characters() {
    if (characters == null) {
      copyCharacters();
    }
    return characters;
  }

  @Override
  public int start(int value) {
    characters();
    return bounds[value] == bounds[value + 1] && event.type(value) == ValueType.COMPOSITE
        ? -1
        : bounds[value];
  }

  @Override
  public int end(int value) {
    characters();
    return bounds[value + 1];
  }

  @Override
  public String text(int value) {
    return event.text(value);
  }

  private void copyCharacters() {
    StringBuilder text = new StringBuilder();
    bounds = new int[event.size() + 1];
    for (int value = 0; value < event.size(); value++) {
      ValueType type = event.type(value);
      if (type != ValueType.NULL && type != ValueType.COMPOSITE) {
        text.append(event.text(value));
      }
      bounds[value + 1] = text.length();
    }
    characters = new char[text.length()];
    text.getChars(0, characters.length, characters, 0);
  }

  /** Asks the event itself. */
  private record Names(ParsedEvent event) implements FieldLayout {
    @Override
    public int[] values(String field) {
      int first = event.find(field);
      if (first < 0) {
        return null;
      }
      IntStream.Builder values = IntStream.builder();
      for (int cursor = first; cursor >= 0; cursor = event.next(cursor)) {
        values.add(event.value(cursor));
      }
      return values.build().toArray();
    }

    @Override
    public String name(int value) {
      return event.leaf(value);
    }
  }
}
