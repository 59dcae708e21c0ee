package io.pixelated.streams.incidents;

import io.pixelated.streams.events.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where {@link IncidentDesk} keeps what must survive a restart; it is read once and then written
 * through.
 *
 * @param strands settled evidence by {@link Report#key()}
 * @param doubts provisional alerts by their id
 * @param published what readers were last told, by incident id
 */
public record DeskMemory(Shelf<Settled> strands, Shelf<Doubt> doubts, Shelf<Published> published) {
  public DeskMemory {
    Objects.requireNonNull(strands, "strands");
    Objects.requireNonNull(doubts, "doubts");
    Objects.requireNonNull(published, "published");
  }

  /** A memory that keeps nothing: for a desk that is never restarted. */
  public static DeskMemory none() {
    return new DeskMemory(new NoShelf<>(), new NoShelf<>(), new NoShelf<>());
  }

  private static final class NoShelf<T> implements Shelf<T> {
    @Override
    public Map<String, T> all() {
      return Map.of();
    }

    @Override
    public void put(String key, T value) {
      // Nobody will ask for it.
    }

    @Override
    public void remove(String key) {
      // It was never there.
    }
  }

  /** Values by key. */
  public interface Shelf<T> {
    /** All that was kept before the desk began. */
    Map<String, T> all();

    void put(String key, T value);

    void remove(String key);
  }

  /**
   * Settled evidence that links the same entities.
   *
   * @param links the entities, sorted
   * @param clusters the evidence by stretches of time, earliest first
   */
  public record Settled(List<Entity> links, List<Cluster> clusters) {
    public Settled {
      links = List.copyOf(links);
      clusters = List.copyOf(clusters);
    }
  }

  /**
   * A provisional alert.
   *
   * @param links the entities that it links, sorted
   * @param cluster the alert by itself
   */
  public record Doubt(List<Entity> links, Cluster cluster) {
    public Doubt {
      links = List.copyOf(links);
      Objects.requireNonNull(cluster, "cluster");
    }
  }
}
