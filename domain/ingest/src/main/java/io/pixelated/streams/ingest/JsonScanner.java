package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.pixelated.streams.ingest.Step.Kind;
import java.io.IOException;
import java.util.Arrays;

/** Reads the bytes of exactly one JSON object into {@link Values}, within limits. Thread-safe. */
final class JsonScanner {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int FEWEST = 32;

  /** By the number of Jackson's token. */
  private static final Kind[] KINDS = new Kind[JsonTokenId.ID_EMBEDDED_OBJECT + 1];

  static {
    KINDS[JsonTokenId.ID_STRING] = Kind.TEXT;
    KINDS[JsonTokenId.ID_NUMBER_INT] = Kind.NUMBER;
    KINDS[JsonTokenId.ID_NUMBER_FLOAT] = Kind.NUMBER;
    KINDS[JsonTokenId.ID_TRUE] = Kind.BOOLEAN;
    KINDS[JsonTokenId.ID_FALSE] = Kind.BOOLEAN;
    KINDS[JsonTokenId.ID_NULL] = Kind.NULL;
    KINDS[JsonTokenId.ID_START_OBJECT] = Kind.OBJECT;
    KINDS[JsonTokenId.ID_START_ARRAY] = Kind.ARRAY;
    KINDS[JsonTokenId.ID_END_OBJECT] = Kind.END;
    KINDS[JsonTokenId.ID_END_ARRAY] = Kind.END;
  }

  private final ParseLimits limits;
  private final Tokenizer.Factory factory;
  private final ThreadLocal<Characters> characters = ThreadLocal.withInitial(Characters::new);
  private volatile Steps steps;

  JsonScanner(ParseLimits limits) {
    this.limits = limits;
    this.steps = new Steps(limits);
    this.factory =
        new Tokenizer.Factory(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxNumberLength(limits.numberLength())
                .maxStringLength(limits.bytes())
                .maxNameLength(limits.pathLength() * 4)
                .build());
  }

  /** The values of the one object that {@code record} is. */
  Values scan(byte[] record) throws UnreadableException {
    if (record.length == 0) {
      throw new UnreadableException("is empty; send one JSON object a record");
    }
    if (record.length > limits.bytes()) {
      throw new UnreadableException(
          "has "
              + record.length
              + " bytes, the limit is "
              + limits.bytes()
              + "; split it or leave large fields out");
    }
    try {
      return read(record, start(record));
    } catch (UnreadableException | RuntimeException e) {
      // whatever else is wrong follows from bytes that are no characters
      int invalid = Utf8.firstInvalid(record);
      if (invalid >= 0) {
        throw notUtf8(invalid);
      }
      throw e;
    }
  }

  private Values read(byte[] record, int start) throws UnreadableException {
    Reading reading = new Reading(record, stepsSoFar(), characters.get());
    try (Tokenizer json = factory.open(record, start)) {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new UnreadableException("holds only white space; send one JSON object a record");
      }
      if (token != JsonToken.START_OBJECT) {
        throw new UnreadableException("is JSON but not an object; send one JSON object a record");
      }
      int from = json.position() - 1;
      reading.readAll(json);
      reading.to = json.position();
      if (json.nextToken() != null) {
        throw glued(reading, start);
      }
      return reading.values(from);
    } catch (JsonEOFException e) {
      throw new UnreadableException(
          "is cut off: the object does not end within its "
              + (record.length - start)
              + " bytes; send it whole");
    } catch (StreamConstraintsException e) {
      throw new UnreadableException(
          "is nested deeper than "
              + limits.depth()
              + " levels or holds a name or number that is too long; send it flatter or shorter");
    } catch (StreamReadException e) {
      throw reading.to > 0 ? glued(reading, start) : notJson(e);
    } catch (IOException e) {
      throw new UnreadableException("is not JSON; send one JSON object a record");
    }
  }

  /** About how many bytes are kept of names that came. */
  long keptBytes() {
    return steps.keptBytes();
  }

  private Steps stepsSoFar() {
    Steps current = steps;
    if (current.isFull()) {
      current = new Steps(limits);
      steps = current;
    }
    return current;
  }

  /** Where the JSON begins. */
  private static int start(byte[] record) throws UnreadableException {
    int start = isMarked(record, 0) ? BYTE_ORDER_MARK.length : 0;
    if (start > 0 && isMarked(record, start)) {
      throw new UnreadableException("is not JSON at byte 3; send one JSON object a record");
    }
    for (int i = start; i < Math.min(start + 4, record.length); i++) {
      if (record[i] == 0) {
        throw new UnreadableException("holds zero bytes, as binary data or UTF-16; send UTF-8");
      }
    }
    return start;
  }

  private static boolean isMarked(byte[] bytes, int from) {
    int to = from + BYTE_ORDER_MARK.length;
    return bytes.length >= to && Arrays.equals(bytes, from, to, BYTE_ORDER_MARK, 0, 3);
  }

  /** One record while it is read. */
  private static final class Reading {
    private final byte[] record;
    private final Steps steps;
    private final Characters characters;
    private int[] bounds = new int[2 * FEWEST];
    private Step last;
    private int to;

    Reading(byte[] record, Steps steps, Characters characters) {
      this.record = record;
      this.steps = steps;
      this.last = steps.first();
      this.characters = characters;
      characters.begin(record.length);
    }

    void readAll(Tokenizer json) throws IOException, UnreadableException {
      Step at = steps.first();
      do {
        Step open = at.open();
        at = at.isInObject() ? member(at, json) : element(at, json);
        place(at, open, json);
      } while (at.open() != null);
      last = at;
    }

    private Step member(Step at, Tokenizer json) throws IOException, UnreadableException {
      Step likely = at.likely();
      if (likely != null && likely.name() != null) {
        if (json.nextFieldName(likely.name())) {
          Kind kind = kind(json.nextToken(), at);
          return likely.kind() == kind ? likely : steps.next(at, kind, likely.leaf());
        }
      } else {
        json.nextToken();
      }
      if (json.currentToken() != JsonToken.FIELD_NAME) {
        Kind end = kind(json.currentToken(), at);
        return likely != null && likely.kind() == end ? likely : steps.next(at, end, null);
      }
      String name = json.checkedName();
      return steps.next(at, kind(json.nextToken(), at), name);
    }

    private Step element(Step at, Tokenizer json) throws IOException, UnreadableException {
      Kind kind = kind(json.nextToken(), at);
      Step likely = at.likely();
      return likely != null && likely.kind() == kind ? likely : steps.next(at, kind, null);
    }

    private static Kind kind(JsonToken token, Step before) throws UnreadableException {
      Kind kind = token == null ? null : KINDS[token.id()];
      if (kind == null) {
        throw new UnreadableException("is not JSON; send one JSON object a record");
      }
      return token == JsonToken.END_ARRAY && before.kind() == Kind.ARRAY ? Kind.EMPTY : kind;
    }

    private void place(Step step, Step open, Tokenizer json)
        throws IOException, UnreadableException {
      int at = 2 * step.value();
      if (at >= bounds.length) {
        bounds = Arrays.copyOf(bounds, bounds.length * 2);
      }
      switch (step.kind()) {
        case TEXT -> {
          bounds[at] = characters.length();
          json.readText(characters);
          bounds[at + 1] = characters.length();
        }
        case NUMBER, BOOLEAN, NULL -> {
          int end = json.position();
          bounds[at] = characters.length();
          characters.add(record, end - json.getTextLength(), end);
          bounds[at + 1] = characters.length();
        }
        case OBJECT -> bounds[at] = 1 - json.position();
        case EMPTY -> bounds[at] = Values.EMPTY_ARRAY;
        case END -> {
          if (open.kind() == Kind.OBJECT && open.outer() != null) {
            bounds[2 * open.value() + 1] = json.position();
          }
        }
        case ARRAY -> {}
      }
    }

    Values values(int from) {
      return new Values(record, from, to, characters.toArray(), bounds, last.shape(steps));
    }
  }

  static UnreadableException notUtf8(int at) {
    return new UnreadableException("is not UTF-8 at byte " + at + "; convert it at its source");
  }

  private static UnreadableException glued(Reading reading, int start) {
    return new UnreadableException(
        "goes on after the object that ends at byte "
            + (reading.to - start)
            + "; send each object as a record of its own");
  }

  private static UnreadableException notJson(StreamReadException e) {
    return new UnreadableException(
        "is not JSON at byte "
            + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
            + "; send one JSON object a record");
  }
}
