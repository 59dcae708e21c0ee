package io.pixelated.streams.cli;

/** What a command tells the shell. */
final class ExitCodes {
  /** The work is done. */
  static final int DONE = 0;

  /** The work is done and found problems, or could not be done. */
  static final int PROBLEMS = 1;

  /** The command was used wrongly. */
  static final int USAGE = 2;

  /** Nobody reads our results any more: as the shell says of a program that SIGPIPE ended. */
  static final int BROKEN_PIPE = 141;

  private ExitCodes() {}
}
