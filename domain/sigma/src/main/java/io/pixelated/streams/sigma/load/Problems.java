package io.pixelated.streams.sigma.load;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document, so that its author sees everything at once. */
public final class Problems {

  private static final int MAX_REPORTED = 20;

  private final List<Problem> found = new ArrayList<>();
  private int dropped;

  public void add(int line, String message) {
    if (found.size() < MAX_REPORTED) {
      found.add(new Problem(line, message));
    } else {
      dropped++;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    if (dropped == 0) {
      return List.copyOf(found);
    }
    List<Problem> all = new ArrayList<>(found);
    all.add(new Problem(found.get(0).line(), "and " + dropped + " more problems"));
    return all;
  }
}
