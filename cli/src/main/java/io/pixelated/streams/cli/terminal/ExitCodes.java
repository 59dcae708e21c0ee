package io.pixelated.streams.cli.terminal;

/** What a command tells the shell. */
public final class ExitCodes {
  /** The work is done. */
  public static final int DONE = 0;

  /** The work is done and found problems, or could not be done. */
  public static final int PROBLEMS = 1;

  /** The command was used wrongly. */
  public static final int USAGE = 2;

  /** Nobody reads our results any more: as the shell says of a program that SIGPIPE ended. */
  public static final int BROKEN_PIPE = 141;

  private ExitCodes() {}
}
