package io.pixelated.streams.correlation.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Bytes in the making: numbers in as few bytes as they need, strings as UTF-8. */
public final class ByteWriter {
  /** A UUID as 16 bytes follows instead of a string's length. */
  static final int UUID_MARK = 0;

  /** Where the pairs of digits of a UUID begin. */
  static final int[] UUID_PAIRS = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

  static final int UUID_LENGTH = 36;

  private static final byte[] DIGITS = digits();

  private byte[] bytes;
  private int length;

  public ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Seven bits a byte; small numbers that are not negative are short. */
  public void writeCount(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Numbers near zero are short. */
  public void writeLong(long value) {
    writeCount((value << 1) ^ (value >> 63));
  }

  /** What was written, of which {@link #length()} bytes count. */
  public byte[] buffer() {
    return bytes;
  }

  /** Bytes without their length. */
  public void writeRaw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** Some of the bytes of an array, after their number. */
  public void writeBytes(byte[] value, int begin, int size) {
    writeCount(size);
    ensure(size);
    System.arraycopy(value, begin, bytes, length, size);
    length += size;
  }

  /** Some of the bytes of an array, without their number. */
  public void writeRaw(byte[] value, int begin, int size) {
    ensure(size);
    System.arraycopy(value, begin, bytes, length, size);
    length += size;
  }

  /** All that another one holds, after its length. */
  public void writeSized(ByteWriter other) {
    writeCount(other.length);
    writeAll(other);
  }

  /** All that another one holds, without its length. */
  public void writeAll(ByteWriter other) {
    ensure(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  public void writeBytes(byte[] value) {
    writeCount(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** A string, after the number of its bytes. */
  public void writeText(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A string; a UUID in its usual spelling takes half. */
  public void writeString(String value) {
    if (writeUuid(value)) {
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeCount(utf8.length + 1L);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  /** Strings, after their number. */
  public void writeStrings(Collection<String> values) {
    writeCount(values.size());
    values.forEach(this::writeString);
  }

  /** A decimal number, with its scale. */
  public void writeDecimal(BigDecimal value) {
    writeLong(value.scale());
    if (value.precision() <= 18) {
      writeBoolean(true);
      writeLong(value.unscaledValue().longValue());
    } else {
      writeBoolean(false);
      writeBytes(value.unscaledValue().toByteArray());
    }
  }

  /** Writes a UUID as its bytes; of anything else, nothing. */
  private boolean writeUuid(String text) {
    if (text.length() != UUID_LENGTH
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return false;
    }
    byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
    if (letters.length != UUID_LENGTH) {
      return false; // two characters may be one letter
    }
    ensure(1 + UUID_PAIRS.length);
    int at = length;
    bytes[at++] = UUID_MARK;
    int signs = 0;
    for (int pair : UUID_PAIRS) {
      int value = digit(letters[pair]) << 4 | digit(letters[pair + 1]);
      signs |= value;
      bytes[at++] = (byte) value;
    }
    if (signs < 0) {
      return false;
    }
    length = at;
    return true;
  }

  /** The value of a hexadecimal digit as UUIDs are spelled; negative for anything else. */
  private static int digit(byte letter) {
    return letter < 0 ? -1 : DIGITS[letter];
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int value = 0; value < 16; value++) {
      digits[Character.forDigit(value, 16)] = (byte) value;
    }
    return digits;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
