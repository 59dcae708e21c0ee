package io.pixelated.streams.sigma.predicate;

/**
 * Text of which each look at a character is taken from a budget, to end searches that go astray.
 */
public final class CountedText implements CharSequence {

  private final CharSequence text;
  private final SearchBudget budget;

  public CountedText(CharSequence text, SearchBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  @Override
  public char charAt(int index) {
    budget.spend(1);
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
}
