package io.pixelated.streams.residency;

import io.pixelated.streams.events.Classification;
import java.util.Objects;

/**
 * A record on its way out, as it is put to {@link ResidencyCheck}.
 *
 * @param kind what kind of record it is
 * @param id the record's id; names no person
 * @param classification whose data of what kind it holds
 * @param region the region where it is
 * @param destinationKind what kind of place it is headed for
 * @param destinationRegion the region it is headed for, or one of its aliases; of no meaning for a
 *     global topic
 * @param json the record: a JSON object, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Request(
    RecordKind kind,
    String id,
    Classification classification,
    String region,
    DestinationKind destinationKind,
    String destinationRegion,
    byte[] json) {
  public Request {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(destinationKind, "destinationKind");
    Objects.requireNonNull(destinationRegion, "destinationRegion");
    Objects.requireNonNull(json, "json");
  }

  /** A record on its way into the database of the region where it is. */
  public static Request toStore(
      RecordKind kind, String id, Classification classification, String region, byte[] json) {
    return new Request(
        kind, id, classification, region, DestinationKind.REGIONAL_STORE, region, json);
  }

  /** The destination in one word, such as {@code regional_store/eu-central-1/incidents}. */
  String destination() {
    String place = destinationKind == DestinationKind.GLOBAL_TOPIC ? "global" : destinationRegion;
    return destinationKind.name().toLowerCase(java.util.Locale.ROOT)
        + '/'
        + place
        + '/'
        + kind.table();
  }
}
