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
 * @param time the record's event time, epoch milliseconds: says which policies decide
 * @param purpose what it is sent for, a word that the policies know
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
    long time,
    String purpose,
    byte[] json) {
  /** Detecting attacks and answering them. */
  public static final String SECURITY = "security";

  public Request {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(destinationKind, "destinationKind");
    Objects.requireNonNull(destinationRegion, "destinationRegion");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(json, "json");
  }

  /** A record on its way into the database of the region where it is. */
  public static Request toStore(
      RecordKind kind,
      String id,
      Classification classification,
      String region,
      long time,
      byte[] json) {
    return new Request(
        kind,
        id,
        classification,
        region,
        DestinationKind.REGIONAL_STORE,
        region,
        time,
        SECURITY,
        json);
  }

  /** The destination in one word, such as {@code regional_store/eu-central-1/incidents}. */
  String destination() {
    String place = destinationKind == DestinationKind.GLOBAL_TOPIC ? "global" : destinationRegion;
    return destinationKind.word() + '/' + place + '/' + kind.table();
  }

  Question question() {
    return new Question(kind, classification, region, destinationKind, destinationRegion, purpose);
  }
}
