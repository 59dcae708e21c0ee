package io.pixelated.streams.correlation.detect;

import io.pixelated.streams.ingest.LogSource;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.ingest.ValueType;
import io.pixelated.streams.sigma.match.EventView;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.NamedValueSink;
import io.pixelated.streams.sigma.match.ValueSink;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A parsed event as Sigma rules see it. */
final class ParsedEventView implements EventView {
  private final ParsedEvent event;
  private final LogSources logSources;

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
  }

  @Override
  public LogSources logSources() {
    return logSources;
  }

  @Override
  public boolean read(String field, ValueSink sink) {
    int first = event.find(field);
    for (int cursor = first; cursor >= 0; cursor = event.next(cursor)) {
      int value = event.value(cursor);
      switch (event.type(value)) {
        case TEXT, COMPOSITE -> sink.text(event.text(value));
        case NUMBER -> sink.number(event.text(value));
        case BOOLEAN -> sink.bool(Boolean.parseBoolean(event.text(value)));
        case NULL -> sink.nothing();
      }
    }
    return first >= 0;
  }

  @Override
  public void readAll(NamedValueSink sink) {
    for (int value = 0; value < event.size(); value++) {
      ValueType type = event.type(value);
      if (type != ValueType.NULL && type != ValueType.COMPOSITE) {
        sink.value(event.leaf(value), event.text(value));
      }
    }
  }
}
