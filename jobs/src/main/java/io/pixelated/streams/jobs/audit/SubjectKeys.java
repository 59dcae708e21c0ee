package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.audit.SubjectKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The random keys of the subjects of one chain: keyed state of the operator that chains.
 *
 * <p>A key goes when it is ordered to, and when it has not been used for {@link SubjectKey#UNUSED}:
 * it is not used again from that moment on, and within a day no snapshot has it any more.
 */
final class SubjectKeys {
  /** Subjects of one chain whose keys are kept; of more, every mention gets a key of its own. */
  static final int MOST = 500_000;

  /** How often is looked for keys that are over. */
  static final long DAY = Duration.ofDays(1).toMillis();

  private final MapState<String, SubjectKey> keys;
  private final ValueState<Integer> size;
  private final SecureRandom random;

  private SubjectKeys(
      MapState<String, SubjectKey> keys, ValueState<Integer> size, SecureRandom random) {
    this.keys = keys;
    this.size = size;
    this.random = random;
  }

  static SubjectKeys in(RuntimeContext context, SecureRandom random) {
    return new SubjectKeys(
        context.getMapState(
            new MapStateDescriptor<>(
                "subject-keys", Types.STRING, TypeInformation.of(SubjectKey.class))),
        context.getState(new ValueStateDescriptor<>("subject-key-count", Types.INT)),
        random);
  }

  /** What a subject is called at present. */
  String pseudonym(String subject, long now) throws Exception {
    SubjectKey known = keys.get(subject);
    if (known != null && !known.isOver(now)) {
      if (known.isNoteworthy(now)) {
        keys.put(subject, known.usedAt(now));
      }
      return known.pseudonym(subject);
    }
    SubjectKey fresh = SubjectKey.random(random, now);
    if (known != null) {
      keys.put(subject, fresh);
    } else if (size() < MOST) {
      keys.put(subject, fresh);
      size.update(size() + 1);
    }
    return fresh.pseudonym(subject);
  }

  /**
   * Destroys the keys of subjects.
   *
   * @return how many there were
   */
  int destroy(Collection<String> subjects) throws Exception {
    int gone = 0;
    for (String subject : subjects) {
      if (keys.contains(subject)) {
        keys.remove(subject);
        gone++;
      }
    }
    if (gone > 0) {
      size.update(size() - gone);
    }
    return gone;
  }

  /** Destroys the keys that are over. */
  void expire(long now) throws Exception {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, SubjectKey> entry : keys.entries()) {
      if (entry.getValue().isOver(now)) {
        over.add(entry.getKey());
      }
    }
    destroy(over);
  }

  boolean isEmpty() throws Exception {
    return size() == 0;
  }

  private int size() throws Exception {
    Integer known = size.value();
    return known == null ? 0 : known;
  }
}
