package io.pixelated.streams.sigma.predicate;

/** Text of which a bounded number of characters can be read, to end searches that go astray. */
public final class CountedText implements CharSequence {

  private final CharSequence text;
  private long readsLeft;

  public CountedText(CharSequence text, long reads) {
    this.text = text;
    this.readsLeft = reads;
  }

  @Override
  public char charAt(int index) {
    if (--readsLeft < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Ends the search. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }
}
