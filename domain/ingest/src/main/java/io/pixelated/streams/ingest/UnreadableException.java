package io.pixelated.streams.ingest;

/** Says why a record is not an event; never leaves this package and carries no stack trace. */
final class UnreadableException extends Exception {
  UnreadableException(String reason) {
    super(reason, null, false, false);
  }
}
