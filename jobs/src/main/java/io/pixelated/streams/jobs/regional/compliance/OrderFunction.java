package io.pixelated.streams.jobs.regional.compliance;

import io.pixelated.streams.connectors.kafka.Outbound;
import io.pixelated.streams.privacy.PrivacyRequest;
import io.pixelated.streams.privacy.PrivacyRequestJson;
import io.pixelated.streams.privacy.erasure.ErasureOrder;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.residency.keys.KeyLocation;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.Sealer;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Writes the orders by which running jobs forget somebody. */
final class OrderFunction extends RichMapFunction<Received, Outbound> {
  private static final long serialVersionUID = 1L;

  private final KeyLocation keys;
  private final String region;
  private final String topic;

  private transient Sealer sealer;
  private transient ErasureOrders orders;

  OrderFunction(KeyLocation keys, String region, String topic) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.region = Objects.requireNonNull(region, "region");
    this.topic = Objects.requireNonNull(topic, "topic");
  }

  @Override
  public void open(OpenContext context) {
    KeyProvider provider = keys.provider();
    sealer = new Sealer(provider, region);
    orders = new ErasureOrders(provider, region);
  }

  @Override
  public Outbound map(Received received) throws SealException {
    PrivacyRequest request =
        PrivacyRequestJson.read(sealer.open(received.sealed(), received.requestId()));
    ErasureOrder order =
        new ErasureOrder(request.id(), received.requestedAt(), request.header().subject());
    return new Outbound(topic, request.id(), orders.write(order));
  }
}
