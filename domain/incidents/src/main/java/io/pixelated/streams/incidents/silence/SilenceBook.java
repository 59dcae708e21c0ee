package io.pixelated.streams.incidents.silence;

import io.pixelated.streams.events.Ids;
import io.pixelated.streams.incidents.silence.Hush.Inhibition;
import io.pixelated.streams.incidents.silence.Hush.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All silences and inhibitions as they stand; not thread-safe. */
public final class SilenceBook {
  /** More than this are refused, so that no finding is looked at for ever. */
  public static final int MOST = 2_000;

  private static final List<String> MISSING = List.of();

  private final Map<String, Entry> entries = new TreeMap<>();

  private record Entry(Hush hush, Matcher.Test first, Matcher.Test second) {}

  /**
   * Takes a record in, in place of the one that has its id.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public void put(Hush hush) {
    if (entries.size() >= MOST && !entries.containsKey(hush.id())) {
      throw new IllegalArgumentException(
          "there are " + MOST + " silences and inhibitions already: remove those that are over");
    }
    Entry entry =
        hush instanceof Silence silence
            ? new Entry(hush, Matcher.Test.all(silence.matchers()), labels -> false)
            : entry((Inhibition) hush);
    entries.put(hush.id(), entry);
  }

  private static Entry entry(Inhibition inhibition) {
    return new Entry(
        inhibition, Matcher.Test.all(inhibition.sources()), Matcher.Test.all(inhibition.targets()));
  }

  public void remove(String id) {
    entries.remove(id);
  }

  /**
   * What silences and inhibitions have to say of a finding.
   *
   * @param silencedBy the silence that holds for it, the first by id; null if none does
   * @param sources inhibitions that it is a source of
   * @param targets inhibitions that it is a target of, and not a source
   */
  public record Opinion(Silence silencedBy, List<Claim> sources, List<Claim> targets) {
    public Opinion {
      sources = List.copyOf(sources);
      targets = List.copyOf(targets);
    }
  }

  /** The opinion on a finding; depends on its labels and its event time alone. */
  public Opinion of(Finding finding) {
    long time = finding.signal().evidence().time();
    Map<String, List<String>> labels = finding.valuesByLabel();
    Silence silencedBy = null;
    List<Claim> sources = new ArrayList<>();
    List<Claim> targets = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.hush() instanceof Silence silence) {
        if (silencedBy == null
            && silence.startsAt() <= time
            && time < silence.endsAt()
            && entry.first().fits(labels)) {
          silencedBy = silence;
        }
      } else if (entry.hush() instanceof Inhibition inhibition) {
        if (entry.first().fits(labels)) {
          sources.add(claim(inhibition, labels));
        } else if (entry.second().fits(labels)) {
          targets.add(claim(inhibition, labels));
        }
      }
    }
    return new Opinion(silencedBy, sources, targets);
  }

  private static Claim claim(Inhibition inhibition, Map<String, List<String>> labels) {
    List<String> parts = new ArrayList<>(List.of(inhibition.id()));
    for (String label : inhibition.equal()) {
      List<String> values = labels.getOrDefault(label, MISSING);
      parts.add(Integer.toString(values.size()));
      values.stream().sorted().forEach(parts::add);
    }
    return new Claim(
        inhibition.id(),
        Ids.of("inhibition", parts.toArray(String[]::new)),
        inhibition.activeMillis(),
        inhibition.comment());
  }
}
