package io.pixelated.streams.privacy.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.privacy.SubjectJson;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.Sealer;
import java.io.IOException;
import java.util.Objects;

/**
 * {@link ErasureOrder}s as they stand on {@code privacy.erasures}: JSON with the subject sealed
 * under the region's key, which {@link io.pixelated.streams.residency.sealing.SealedJson} opens
 * too. Not safe for use by several threads.
 */
public final class ErasureOrders {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String region;
  private final Sealer sealer;

  /**
   * @param region id of the region whose keys seal
   */
  public ErasureOrders(KeyProvider keys, String region) {
    this.region = Objects.requireNonNull(region, "region");
    this.sealer = new Sealer(keys, region);
  }

  /** The order, as UTF-8 JSON; its key on the topic is the request's id. */
  public byte[] write(ErasureOrder order) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", order.requestId());
    node.put("region", region);
    node.put("requested_at", order.requestedAt());
    node.put("value", sealer.seal(SubjectJson.write(order.subject()), order.requestId()));
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain nodes can always be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws SealException if it is something else, or cannot be opened
   */
  public ErasureOrder read(byte[] json) throws SealException {
    try {
      JsonNode node = MAPPER.readTree(json);
      String id = node.path("id").asText();
      byte[] sealed = node.path("value").binaryValue();
      if (sealed == null || !node.path("requested_at").isIntegralNumber()) {
        throw new SealException("this is no order of erasure: it lacks a value or requested_at");
      }
      return new ErasureOrder(
          id, node.path("requested_at").asLong(), SubjectJson.read(sealer.open(sealed, id)));
    } catch (IOException | InvalidRecordException e) {
      // The parser's message quotes.
      throw new SealException("this is no order of erasure");
    }
  }
}
