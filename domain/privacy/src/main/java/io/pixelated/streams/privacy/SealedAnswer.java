package io.pixelated.streams.privacy;

import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.Sealer;
import java.util.Objects;

/**
 * Makes answers as they stand on {@code privacy.responses}: JSON with the content sealed under the
 * region's key, which {@link io.pixelated.streams.residency.sealing.SealedJson} opens. Not safe for
 * use by several threads.
 */
public final class SealedAnswer {
  private final String region;
  private final Sealer sealer;

  /**
   * @param region id of the region whose keys seal
   */
  public SealedAnswer(KeyProvider keys, String region) {
    this.region = Objects.requireNonNull(region, "region");
    this.sealer = new Sealer(keys, region);
  }

  /**
   * The answer, as UTF-8 JSON.
   *
   * @param id names it: that of the request, and of the part
   */
  public byte[] write(String id, byte[] content) {
    return Trees.bytes(
        Trees.object().put("id", id).put("region", region).put("value", sealer.seal(content, id)));
  }
}
