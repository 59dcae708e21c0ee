package io.pixelated.streams.bench.sigma.rulecount;

import java.util.Random;

/** Words that look like those it has learned: each letter follows the one before as often. */
final class FreshWords {
  private static final int LETTERS = 26;

  private final Random random;
  private final int[][] followers = new int[LETTERS + 1][LETTERS];
  private final int[] followed = new int[LETTERS + 1];

  FreshWords(Random random) {
    this.random = random;
  }

  void learn(String word) {
    int before = LETTERS;
    for (int i = 0; i < word.length(); i++) {
      int letter = Character.toLowerCase(word.charAt(i)) - 'a';
      followers[before][letter]++;
      followed[before]++;
      before = letter;
    }
  }

  /** A word of the length and letter cases of {@code word}. */
  String like(String word) {
    StringBuilder fresh = new StringBuilder(word.length());
    int before = LETTERS;
    for (int i = 0; i < word.length(); i++) {
      int letter = follower(before);
      fresh.append((char) ((Character.isUpperCase(word.charAt(i)) ? 'A' : 'a') + letter));
      before = letter;
    }
    return fresh.toString();
  }

  /** {@code word} with one letter changed. */
  String mutated(String word) {
    int at = random.nextInt(word.length());
    char letter = (char) ('a' + random.nextInt(LETTERS));
    return word.substring(0, at) + letter + word.substring(at + 1);
  }

  private int follower(int before) {
    if (followed[before] == 0) {
      return random.nextInt(LETTERS);
    }
    int left = random.nextInt(followed[before]);
    int letter = 0;
    while (left >= followers[before][letter]) {
      left -= followers[before][letter];
      letter++;
    }
    return letter;
  }
}
