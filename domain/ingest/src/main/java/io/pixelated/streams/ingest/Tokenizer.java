package io.pixelated.streams.ingest;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Jackson's parser over bytes that are UTF-8, which also tells where it is, and decodes a text
 * where it lies instead of copying it. Uses the fields that Jackson keeps for such subclasses.
 */
final class Tokenizer extends UTF8StreamJsonParser {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long SPACES = 0x2020202020202020L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

  /** Shorter runs are moved faster one by one. */
  private static final int SHORT = 8;

  /** What a letter behind a backslash stands for; {@code u} needs more, 0 is none. */
  private static final char[] ESCAPES = new char[128];

  static {
    String letters = "\"\\/bfnrtu";
    String meanings = "\"\\/\b\f\n\r\tu";
    for (int i = 0; i < letters.length(); i++) {
      ESCAPES[letters.charAt(i)] = meanings.charAt(i);
    }
  }

  /** Makes tokenizers that share what they know of names; one per process. Thread-safe. */
  static final class Factory {
    // names come from outside: interning them would fill the JVM's string table, and however many
    // collide they must not fail here
    private static final int NAMES = JsonFactory.Feature.CANONICALIZE_FIELD_NAMES.getMask();

    private final ByteQuadsCanonicalizer names = ByteQuadsCanonicalizer.createRoot();
    private final StreamReadConstraints constraints;

    Factory(StreamReadConstraints constraints) {
      this.constraints = constraints;
    }

    Tokenizer open(byte[] json, int from) {
      IOContext context =
          new IOContext(
              constraints,
              StreamWriteConstraints.defaults(),
              ErrorReportConfiguration.defaults(),
              JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled(),
              ContentReference.redacted(),
              true);
      return new Tokenizer(context, names.makeChild(NAMES), json, from);
    }
  }

  private Tokenizer(IOContext context, ByteQuadsCanonicalizer names, byte[] json, int from) {
    super(
        context,
        JsonParser.Feature.collectDefaults(),
        null,
        null,
        names,
        json,
        from,
        json.length,
        0,
        false);
  }

  /** Behind the last byte that was read. */
  int position() {
    return _inputPtr;
  }

  /**
   * Reads the text whose opening quote was read.
   *
   * @param characters the bytes as characters; takes the text's characters where its bytes begin,
   *     for they are never more
   * @return behind the last of them
   */
  int readText(char[] characters) throws IOException {
    int at = plain(_inputBuffer, _inputPtr, _inputEnd);
    return at < _inputEnd && _inputBuffer[at] == '"' ? ended(at, at) : decode(characters, at);
  }

  private int ended(int quote, int end) {
    _inputPtr = quote + 1;
    _tokenIncomplete = false;
    return end;
  }

  /** Goes on where the first byte lies that is not its own character, or is the end. */
  private int decode(char[] characters, int from) throws IOException {
    byte[] json = _inputBuffer;
    int end = _inputEnd;
    int at = from;
    int to = from;
    while (at < end) {
      int lead = json[at];
      if (lead == '\\') {
        int character = at + 1 < end && json[at + 1] >= 0 ? ESCAPES[json[at + 1]] : 0;
        int length = 2;
        if (character == 'u') {
          character = at + 6 <= end ? hexadecimal(json, at + 2) : -1;
          length = 6;
        } else if (character == 0) {
          break;
        }
        if (character < 0) {
          break;
        }
        characters[to++] = (char) character;
        at += length;
      } else if (lead == '"') {
        return ended(at, to);
      } else if (lead < 0) {
        int length = Utf8.length(lead);
        to = Utf8.decode(json, at, length, characters, to);
        at += length;
      } else if (lead < ' ') {
        break;
      } else {
        int run = plain(json, at, end);
        if (run - at > SHORT) {
          System.arraycopy(characters, at, characters, to, run - at);
          to += run - at;
          at = run;
        } else {
          while (at < run) {
            characters[to++] = (char) json[at++];
          }
        }
      }
    }
    _finishString(); // says what is wrong
    throw new JsonParseException(this, "not a text");
  }

  /** The first byte from {@code from} on that is a quote, a backslash, a control or not ASCII. */
  private static int plain(byte[] json, int from, int end) {
    int i = from;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long word = (long) LONGS.get(json, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      // a byte borrows from the next only if it is a hit itself, and the first hit is what counts
      long hits =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - SPACES) & ~word)
                  | word)
              & HIGH;
      if (hits != 0) {
        return i + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
      i++;
    }
    return i;
  }

  private static int hexadecimal(byte[] json, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
