package io.pixelated.streams.ingest;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.events.Origin;
import java.util.List;

/**
 * The deterministic id of an event.
 *
 * <p>With a producer's id it is derived from format, that id and the content: a record that is sent
 * twice is one event wherever it lands, while a producer that gives one id to several events, by
 * mistake or to hide them behind each other, does not merge them. Without a producer's id it is
 * derived from the content and the record's position in Kafka.
 */
final class EventId {
  private EventId() {}

  static String of(ParsedEvent event, Origin origin) {
    for (List<String> fields : event.format().ids()) {
      String producer = join(event, fields);
      if (producer != null) {
        return Ids.of("event", event.json(), event.format().name() + producer);
      }
    }
    return Ids.of("event", event.json(), origin.position());
  }

  private static String join(ParsedEvent event, List<String> fields) {
    StringBuilder id = new StringBuilder();
    for (String field : fields) {
      String text = event.first(field);
      if (text == null || text.isBlank()) {
        return null;
      }
      id.append('|').append(text.length()).append(':').append(text);
    }
    return id.toString();
  }
}
