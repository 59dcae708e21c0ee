package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads an {@link Approval} from YAML, or JSON, which is YAML too:
 *
 * <pre>
 * id: scc-2026-17
 * regime: gdpr
 * from: [eu-central-1]
 * to: [us-east-1]
 * classes: [PERSONAL]
 * purposes: [security]
 * requested_by: carla.ops
 * approvers: [ana.privacy, ben.legal]
 * valid_from: 2026-11-22T00:00:00Z
 * expires: 2027-02-22T00:00:00Z
 * </pre>
 */
public final class ApprovalFile {
  private static final int FEWEST_APPROVERS = 2;

  /** Nobody can know for longer what they consent to. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private ApprovalFile() {}

  /**
   * The approval in a text.
   *
   * @throws PolicyException if it is not valid; the message lists every problem
   */
  public static Approval read(String yaml, Regions regions) {
    PolicyText text = PolicyText.of("approval", yaml);
    PolicySection root = text.root();
    RegionPatterns patterns = new RegionPatterns(regions);
    String id = root.text("id");
    String regime = root.text("regime");
    Set<String> from = patterns.resolve(root, "from", named(root, "from"));
    Set<String> to = patterns.resolve(root, "to", named(root, "to"));
    List<DataClass> classes = root.words("classes", DataClass.class);
    if (classes.isEmpty() || classes.contains(DataClass.UNKNOWN)) {
      root.problem("classes", "must name known ones: UNKNOWN data goes nowhere");
    }
    List<String> purposes = named(root, "purposes");
    List<String> approvers = approvers(root);
    Instant validFrom = root.instant("valid_from");
    Instant expires = root.instant("expires");
    if (!expires.isAfter(validFrom) || validFrom.plus(LONGEST).isBefore(expires)) {
      root.problem("expires", "is not within a year after valid_from: let it be");
    }
    root.refuseOthers();
    text.throwIfBroken();
    return new Approval(id, regime, from, to, classes, purposes, approvers, validFrom, expires);
  }

  /** Everything is named one by one: a star would cover what nobody has thought of yet. */
  private static List<String> named(PolicySection root, String key) {
    List<String> names = root.texts(key);
    if (names.isEmpty()) {
      root.problem(key, "names nothing: an approval says what it is for");
    }
    if (names.stream().anyMatch(name -> name.contains("*") || name.equals(RegionPatterns.ALL))) {
      root.problem(key, "has a star or 'all': name each");
    }
    return names;
  }

  private static List<String> approvers(PolicySection root) {
    List<String> approvers = root.texts("approvers");
    String asked = person(root.text("requested_by"));
    Set<String> people = new HashSet<>();
    approvers.forEach(name -> people.add(person(name)));
    people.remove("");
    if (people.remove(asked)) {
      root.problem("approvers", "hold who asked for it: others must approve");
    }
    if (people.size() < FEWEST_APPROVERS) {
      root.problem(
          "approvers", "are " + people.size() + " distinct one(s): it takes " + FEWEST_APPROVERS);
    }
    return approvers;
  }

  /** One writing for one person. */
  private static String person(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
