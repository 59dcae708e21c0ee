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

/**
 * Jackson's parser over bytes that are UTF-8, which also tells where it is, and copies texts only
 * once. Uses the fields that Jackson keeps for such subclasses.
 */
final class Tokenizer extends UTF8StreamJsonParser {
  private static final int FEATURES = JsonParser.Feature.collectDefaults();

  private boolean isUtf8;

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
    super(context, FEATURES, null, null, names, json, from, json.length, 0, false);
  }

  /** Behind the last byte that was read. */
  int position() {
    return _inputPtr;
  }

  /** Reads the text whose opening quote was read. */
  void readText(Characters into) throws IOException, UnreadableException {
    byte[] json = _inputBuffer;
    int end = _inputEnd;
    int at = into.addPlain(json, _inputPtr, end);
    while (at < end && json[at] != '"') {
      if (json[at] < 0) {
        checkUtf8();
        into.add(Utf8.character(json, at));
        at += Utf8.length(json[at]);
      } else {
        int character = unicode(json, at, end);
        if (character < 0) {
          at = end;
          break;
        }
        into.add(character);
        at += 6;
      }
      at = into.addPlain(json, at, end);
    }
    if (at == end) {
      _finishString(); // says what is wrong
      throw new JsonParseException(this, "not a text");
    }
    _inputPtr = at + 1;
    _tokenIncomplete = false;
  }

  /** The name that was just read. */
  String checkedName() throws IOException, UnreadableException {
    for (int i = _nameStartOffset; i < _inputPtr; i++) {
      if (_inputBuffer[i] < 0) {
        checkUtf8();
        break;
      }
    }
    return currentName();
  }

  /** Jackson takes some bytes for characters that are none. */
  private void checkUtf8() throws UnreadableException {
    if (!isUtf8) {
      int invalid = Utf8.firstInvalid(_inputBuffer);
      if (invalid >= 0) {
        throw JsonScanner.notUtf8(invalid);
      }
      isUtf8 = true;
    }
  }

  /** What {@code \\uXXXX} means, if that is at {@code at}; else negative. */
  private static int unicode(byte[] json, int at, int end) {
    boolean is = at + 6 <= end && json[at] == '\\' && json[at + 1] == 'u';
    return is ? hexadecimal(json, at + 2) : -1;
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
