package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.residency.AuditJson;
import io.pixelated.streams.residency.AuditRecord;
import io.pixelated.streams.residency.audit.ChainId;
import java.util.Objects;

/**
 * A verdict on its way to its chain.
 *
 * @param chain number of the chain
 * @param id id of the verdict
 * @param body the verdict as it is to stand in the chain
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Unchained(int chain, String id, byte[] body) {
  public Unchained {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(body, "body");
  }

  static Unchained of(AuditRecord verdict) {
    return new Unchained(ChainId.chainOf(verdict.id()), verdict.id(), AuditJson.write(verdict));
  }
}
