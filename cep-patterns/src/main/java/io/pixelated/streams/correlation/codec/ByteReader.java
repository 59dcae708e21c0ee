package io.pixelated.streams.correlation.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link ByteWriter} wrote, in the same order. */
public final class ByteReader {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] UUID =
      "........-....-....-....-............".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0);
  }

  /** Reads from {@code begin} on. */
  public ByteReader(byte[] bytes, int begin) {
    this.bytes = bytes;
    this.position = begin;
  }

  public int readByte() {
    return bytes[position++] & 0xFF;
  }

  public boolean readBoolean() {
    return readByte() != 0;
  }

  /** A number that is not negative and not greater than an array can be long. */
  public int readSize() {
    return Math.toIntExact(readCount());
  }

  public long readCount() {
    byte first = bytes[position++];
    if (first >= 0) {
      return first; // most are small
    }
    long value = first & 0x7FL;
    for (int shift = 7; ; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** The number that {@link #readCount()} gives next. */
  public long peekCount() {
    int before = position;
    long value = readCount();
    position = before;
    return value;
  }

  /** How many bytes were read. */
  public int position() {
    return position;
  }

  /** All that it reads from. */
  public byte[] bytes() {
    return bytes;
  }

  /** Leaves bytes out. */
  public void skip(int count) {
    position += count;
  }

  public long readLong() {
    long value = readCount();
    return (value >>> 1) ^ -(value & 1);
  }

  public byte[] readBytes() {
    int size = readSize();
    byte[] value = Arrays.copyOfRange(bytes, position, position + size);
    position += size;
    return value;
  }

  /** A string as {@link ByteWriter#writeText} writes it. */
  public String readText() {
    int size = readSize();
    String value = new String(bytes, position, size, StandardCharsets.UTF_8);
    position += size;
    return value;
  }

  /** A string as {@link ByteWriter#writeString} writes it. */
  public String readString() {
    int mark = readSize();
    if (mark == ByteWriter.UUID_MARK) {
      return readUuid();
    }
    String value = new String(bytes, position, mark - 1, StandardCharsets.UTF_8);
    position += mark - 1;
    return value;
  }

  /** Strings, after their number. */
  public List<String> readStrings() {
    int size = readSize();
    if (size == 1) {
      return List.of(readString());
    }
    String[] values = new String[size];
    for (int i = 0; i < size; i++) {
      values[i] = readString();
    }
    return List.of(values);
  }

  public BigDecimal readDecimal() {
    int scale = Math.toIntExact(readLong());
    return readBoolean()
        ? BigDecimal.valueOf(readLong(), scale)
        : new BigDecimal(new BigInteger(readBytes()), scale);
  }

  private String readUuid() {
    byte[] text = UUID.clone();
    for (int pair : ByteWriter.UUID_PAIRS) {
      byte value = bytes[position++];
      text[pair] = DIGITS[value >> 4 & 0xF];
      text[pair + 1] = DIGITS[value & 0xF];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
