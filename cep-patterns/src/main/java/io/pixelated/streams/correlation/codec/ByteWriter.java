package io.pixelated.streams.correlation.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making: numbers in as few bytes as they need, strings as UTF-8. */
public final class ByteWriter {
  /** A UUID as 16 bytes follows instead of a string's length. */
  static final int UUID_MARK = 0;

  private static final int UUID_LENGTH = 36;

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

  /** A string; a UUID in its usual spelling takes half. */
  public void writeString(String value) {
    if (isUuid(value)) {
      writeByte(UUID_MARK);
      writeHex(value);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeCount(utf8.length + 1L);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
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

  private static boolean isUuid(String value) {
    if (value.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = value.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private void writeHex(String uuid) {
    ensure(16);
    int high = -1;
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = uuid.charAt(i);
      if (c == '-') {
        continue;
      }
      int digit = c <= '9' ? c - '0' : c - 'a' + 10;
      if (high < 0) {
        high = digit;
      } else {
        bytes[length++] = (byte) (high << 4 | digit);
        high = -1;
      }
    }
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
