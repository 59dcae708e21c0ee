package io.pixelated.streams.incidents.silence;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A condition on one label, as in Alertmanager: equal or not equal to a value, or matched or not
 * matched by a regular expression that must fit from end to end.
 *
 * <p>A label that is missing is an empty text. Of a label with several values one must be equal, or
 * none if the condition is negative.
 *
 * @param name the label
 * @param value the text or regular expression (RE2)
 * @param isRegex which of the two
 * @param isEqual whether it must match or must not
 */
public record Matcher(String name, String value, boolean isRegex, boolean isEqual) {
  private static final List<String> MISSING = List.of("");

  public Matcher {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /** The test of a label's values, made once. */
  Test test() {
    Pattern pattern = isRegex ? Pattern.compile(value, Pattern.DOTALL) : null;
    return labels -> {
      List<String> values = labels.getOrDefault(name, MISSING);
      boolean any =
          (values.isEmpty() ? MISSING : values)
              .stream().anyMatch(v -> pattern == null ? v.equals(value) : pattern.matches(v));
      return any == isEqual;
    };
  }

  /** Whether a set of labels fits. */
  interface Test {
    boolean fits(Map<String, List<String>> labels);

    static Test all(List<Matcher> matchers) {
      List<Test> tests = matchers.stream().map(Matcher::test).toList();
      return labels -> tests.stream().allMatch(test -> test.fits(labels));
    }
  }
}
