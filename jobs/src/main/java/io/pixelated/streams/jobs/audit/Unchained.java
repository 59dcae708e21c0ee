package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.AuditJson;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.audit.ChainId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A verdict on its way to its chain, or an order to destroy keys of subjects on its way there.
 *
 * @param chain number of the chain
 * @param id id of the verdict, or of the request behind the order
 * @param subjects pseudonyms in the region: the one that the verdict is about, or none; or those
 *     whose keys are to be destroyed
 * @param body the verdict as it is to stand in the chain, but for its subject; nothing for an order
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Unchained(int chain, String id, List<String> subjects, byte[] body) {
  private static final byte[] ORDER = {};

  public Unchained {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(body, "body");
    subjects = List.copyOf(subjects);
  }

  /** All verdicts on one subject go to one chain, for its key is there. */
  static Unchained of(AuditRecord verdict) {
    String subject = verdict.subject();
    boolean named = !subject.isEmpty();
    return new Unchained(
        ChainId.chainOf(named ? subject : verdict.id()),
        verdict.id(),
        named ? List.of(subject) : List.of(),
        AuditJson.write(verdict.withoutSubject()));
  }

  /**
   * A note that is no verdict: it names nobody but by pseudonyms that lead nowhere.
   *
   * @param id names the note
   * @param body the note: one JSON object in one line
   */
  public static Unchained note(String id, byte[] body) {
    return new Unchained(ChainId.chainOf(id), id, List.of(), body);
  }

  /** An order for all chains: each of them answers it. */
  static Stream<Unchained> forgetting(String request, List<String> subjects) {
    return IntStream.range(0, ChainId.VERDICT_CHAINS)
        .mapToObj(chain -> new Unchained(chain, request, subjects, ORDER));
  }

  boolean isOrder() {
    return body.length == 0;
  }
}
