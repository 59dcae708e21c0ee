package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads the bytes of exactly one JSON object into {@link Fields}, within limits. */
final class JsonScanner {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final ParseLimits limits;
  private final JsonFactory factory;

  JsonScanner(ParseLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            // names come from outside: interning them would fill the JVM's string table
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(limits.numberLength())
                    .maxStringLength(limits.bytes())
                    .maxNameLength(limits.pathLength() * 4)
                    .build())
            .build();
  }

  /** The fields of the one object that {@code record} is. */
  Fields scan(byte[] record) throws UnreadableException {
    byte[] json = accepted(record);
    Fields fields = new Fields(json, limits);
    try (JsonParser parser = factory.createParser(json)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new UnreadableException("holds only white space; send one JSON object a record");
      }
      if (token != JsonToken.START_OBJECT) {
        throw new UnreadableException("is JSON but not an object; send one JSON object a record");
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      walk(parser, fields);
      fields.bounds(from, (int) parser.currentLocation().getByteOffset());
      if (parser.nextToken() != null) {
        throw glued(fields);
      }
    } catch (JsonEOFException e) {
      throw new UnreadableException(
          "is cut off: the object does not end within its "
              + json.length
              + " bytes; send it whole");
    } catch (StreamConstraintsException e) {
      throw new UnreadableException(
          "is nested deeper than "
              + limits.depth()
              + " levels or holds a name or number that is too long; send it flatter or shorter");
    } catch (StreamReadException e) {
      throw fields.isComplete() ? glued(fields) : notJson(e);
    } catch (IOException e) {
      throw new UnreadableException("is not JSON; send one JSON object a record");
    }
    return fields;
  }

  private byte[] accepted(byte[] record) throws UnreadableException {
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
    int invalid = Utf8.firstInvalid(record);
    if (invalid >= 0) {
      throw new UnreadableException(
          "is not UTF-8 at byte " + invalid + "; convert it at its source");
    }
    byte[] json =
        isMarked(record)
            ? Arrays.copyOfRange(record, BYTE_ORDER_MARK.length, record.length)
            : record;
    if (isMarked(json)) {
      throw new UnreadableException("is not JSON at byte 3; send one JSON object a record");
    }
    // Jackson takes zero bytes at the start for UTF-16 or UTF-32; JSON allows none anywhere
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0) {
        throw new UnreadableException("holds zero bytes, as binary data or UTF-16; send UTF-8");
      }
    }
    return json;
  }

  private static boolean isMarked(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
  }

  private void walk(JsonParser parser, Fields fields) throws IOException, UnreadableException {
    String[] paths = new String[limits.depth() + 1];
    String[] leaves = new String[limits.depth() + 1];
    int[] composites = new int[limits.depth() + 1];
    boolean[] filled = new boolean[limits.depth() + 1];
    int depth = 0;
    String path = "";
    String leaf = "";
    paths[0] = path;
    composites[0] = Fields.ROOT;
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new UnreadableException("is cut off; send it whole");
      }
      switch (token) {
        case FIELD_NAME -> {
          leaf = parser.currentName();
          path = join(paths[depth], leaf);
        }
        case START_OBJECT, START_ARRAY -> {
          filled[depth] = true;
          depth++;
          paths[depth] = path;
          leaves[depth] = leaf;
          filled[depth] = false;
          composites[depth] =
              token == JsonToken.START_OBJECT
                  ? fields.open(path, leaf, (int) parser.currentTokenLocation().getByteOffset())
                  : Fields.ROOT;
        }
        case END_OBJECT, END_ARRAY -> {
          if (depth == 0) {
            return;
          }
          if (composites[depth] != Fields.ROOT) {
            fields.close(composites[depth], (int) parser.currentLocation().getByteOffset());
          } else if (!filled[depth]) {
            fields.emptyArray(paths[depth], leaves[depth]);
          }
          depth--;
          path = paths[depth];
          leaf = leaves[depth];
        }
        case VALUE_STRING -> fields.add(path, leaf, ValueType.TEXT, parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            fields.add(path, leaf, ValueType.NUMBER, parser.getText());
        case VALUE_TRUE -> fields.add(path, leaf, ValueType.BOOLEAN, "true");
        case VALUE_FALSE -> fields.add(path, leaf, ValueType.BOOLEAN, "false");
        case VALUE_NULL -> fields.add(path, leaf, ValueType.NULL, "null");
        default -> throw new UnreadableException("is not JSON; send one JSON object a record");
      }
      if (token.isScalarValue()) {
        filled[depth] = true;
      }
    }
  }

  private String join(String parent, String name) throws UnreadableException {
    int length = parent.isEmpty() ? name.length() : parent.length() + 1 + name.length();
    if (length > limits.pathLength()) {
      throw new UnreadableException(
          "has a field whose path is longer than "
              + limits.pathLength()
              + " characters; shorten its name or nest it less");
    }
    return parent.isEmpty() ? name : parent + '.' + name;
  }

  private static UnreadableException glued(Fields fields) {
    return new UnreadableException(
        "goes on after the object that ends at byte "
            + fields.to()
            + "; send each object as a record of its own");
  }

  private static UnreadableException notJson(StreamReadException e) {
    return new UnreadableException(
        "is not JSON at byte "
            + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
            + "; send one JSON object a record");
  }
}
