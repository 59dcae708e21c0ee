package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.KeyedTopic;
import io.pixelated.streams.connectors.kafka.Topic;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.privacy.SubjectMatcher;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the keys of topics under which records tell of a subject. */
final class TopicTraces {
  /** Topics on which a tombstone removes what tells of somebody. */
  static final List<Topic> REMOVABLE =
      List.of(
          Topic.INCIDENTS,
          Topic.SOC_INCIDENTS,
          Topic.DISPOSITIONS,
          Topic.SILENCES,
          Topic.QUARANTINE,
          Topic.DEAD_LETTERS,
          Topic.PRIVACY_CHOICES);

  /** What people wrote to steer the product: without it, the product does something else. */
  static final List<Topic> FOR_A_PERSON =
      List.of(Topic.RULES, Topic.RULES_QUALITY, Topic.INTELLIGENCE_FEED);

  /** Who took part in decisions on transfers is on record: GDPR Art. 5(2). */
  static final List<Topic> ACCOUNTS =
      List.of(Topic.POLICIES, Topic.APPROVALS, Topic.BREACH_NOTICES);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<Topic> SEALED = Set.of(Topic.QUARANTINE, Topic.DEAD_LETTERS);

  private final Place place;
  private final SealedJson sealed;
  private final SubjectMatcher subject;

  TopicTraces(Place place, KeyProvider keys, SubjectMatcher subject) {
    this.place = place;
    this.sealed = new SealedJson(keys);
    this.subject = subject;
  }

  /**
   * The keys of the topic's present records that tell of the subject.
   *
   * @throws IOException if the topic cannot be read to its end
   */
  Set<String> keys(Topic topic) throws IOException {
    Set<String> found = new TreeSet<>();
    KeyedTopic.read(
        place.kafka(),
        place.topic(topic),
        PATIENCE,
        record -> {
          if (record.value().length == 0) {
            found.remove(record.key());
          } else if (tells(topic, record)) {
            found.add(record.key());
          }
        });
    return found;
  }

  /**
   * How many records of a topic tell of the subject.
   *
   * @throws IOException if the topic cannot be read to its end
   */
  long count(Topic topic) throws IOException {
    long[] count = new long[1];
    KeyedTopic.read(
        place.kafka(),
        place.topic(topic),
        PATIENCE,
        record -> count[0] += tells(topic, record) ? 1 : 0);
    return count[0];
  }

  private boolean tells(Topic topic, KeyedRecord record) {
    if (subject.isIn(record.key())) {
      return true;
    }
    if (!SEALED.contains(topic)) {
      return subject.isIn(record.value());
    }
    try {
      return subject.isIn(sealed.open(record.value()));
    } catch (SealException e) {
      return subject.isIn(record.value()); // what nobody can open tells nobody anything
    }
  }
}
