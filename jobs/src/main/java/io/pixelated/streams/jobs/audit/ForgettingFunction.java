package io.pixelated.streams.jobs.audit;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.privacy.erasure.ErasureOrder;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.PseudonymKey;
import io.pixelated.streams.residency.sealing.SealException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells all chains under which pseudonyms of the region they may know somebody to be erased. */
final class ForgettingFunction extends RichFlatMapFunction<KeyedRecord, Unchained> {
  private static final long serialVersionUID = 1L;

  private final AuditSettings settings;

  private transient KeyProvider keys;

  ForgettingFunction(AuditSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  @Override
  public void open(OpenContext context) {
    keys = settings.keys().provider();
  }

  @Override
  public void flatMap(KeyedRecord record, Collector<Unchained> out) {
    if (record.isTombstone()) {
      return;
    }
    try {
      ErasureOrder order = new ErasureOrders(keys, settings.region()).read(record.value());
      Unchained.forgetting(order.requestId(), pseudonyms(order.subject())).forEach(out::collect);
    } catch (SealException e) {
      // Every other stage says so; the keys stay, and nobody reports on them.
    }
  }

  private List<String> pseudonyms(Subject subject) {
    return Stream.concat(
            subject.identifiers().stream().map(Identifier::value),
            subject.entities().stream().map(Entity::value))
        .distinct()
        .flatMap(name -> PseudonymKey.all(keys, settings.region(), name).stream())
        .distinct()
        .toList();
  }
}
