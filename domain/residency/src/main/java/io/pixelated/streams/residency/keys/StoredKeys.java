package io.pixelated.streams.residency.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that are read from a store and looked up again now and then, so that a rotation needs no
 * restart.
 *
 * <p>While a store that had keys cannot be read, what was read last stays valid: half a rotation
 * must not stop a job. A key is taken away by writing the others without it.
 */
final class StoredKeys implements KeyProvider {
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

  private final Store store;
  private final InstantSource clock;
  private final Map<Name, Read> read = new ConcurrentHashMap<>();

  /** Where texts of keys are. */
  @FunctionalInterface
  interface Store {
    /**
     * The keys of a region for a purpose, the current one first.
     *
     * @throws MissingKeyException if there are none that can be read
     */
    List<RegionKey> read(String region, KeyPurpose purpose);
  }

  private record Name(String region, KeyPurpose purpose) {}

  private record Read(List<RegionKey> keys, long atMillis) {}

  StoredKeys(Store store, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public List<RegionKey> valid(String region, KeyPurpose purpose) {
    Name name = new Name(region, purpose);
    long now = clock.millis();
    Read last = read.get(name);
    if (last == null || now - last.atMillis() >= LOOK_AGAIN_AFTER.toMillis()) {
      last = new Read(look(name, last), now);
      read.put(name, last);
    }
    return last.keys();
  }

  private List<RegionKey> look(Name name, Read last) {
    try {
      List<RegionKey> keys = store.read(name.region(), name.purpose());
      // The same objects for the same keys: others keep what they derived from them.
      return last != null && last.keys().equals(keys) ? last.keys() : keys;
    } catch (MissingKeyException e) {
      if (last == null) {
        throw e;
      }
      return last.keys();
    }
  }
}
