package io.pixelated.streams.local.play;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Moves an event in time: every time that it holds, wherever it stands, moves by the same duration
 * and keeps its notation. Bytes that are not one JSON object stay as they are.
 */
public final class TimeShift {
  private static final JsonFactory JSON = new JsonFactory();

  private final long seconds;

  /** A shift by the whole seconds of a duration; a negative one moves into the past. */
  public TimeShift(Duration by) {
    this.seconds = by.toSeconds();
  }

  /** The event at its new time. */
  public byte[] apply(byte[] event) {
    if (seconds == 0) {
      return event;
    }
    ByteArrayOutputStream shifted = new ByteArrayOutputStream(event.length + 16);
    try (JsonParser in = JSON.createParser(event);
        JsonGenerator out = JSON.createGenerator(shifted)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return event;
      }
      copy(in, out);
      if (in.nextToken() != null) {
        return event;
      }
    } catch (IOException e) {
      return event;
    }
    return shifted.toByteArray();
  }

  private void copy(JsonParser in, JsonGenerator out) throws IOException {
    String field = "";
    int depth = 0;
    do {
      JsonToken token = in.currentToken();
      switch (token) {
        case FIELD_NAME -> {
          field = in.currentName();
          out.writeFieldName(field);
        }
        case VALUE_STRING -> out.writeString(TimeText.shifted(field, in.getText(), seconds));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            out.writeNumber(TimeText.shiftedNumber(field, in.getText(), seconds));
        default -> out.copyCurrentEvent(in);
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    } while (depth > 0 && in.nextToken() != null);
    if (depth > 0) {
      throw new IOException("the object does not end");
    }
  }
}
