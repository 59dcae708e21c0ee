package io.pixelated.streams.jobs.erasure;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.privacy.erasure.ErasureOrder;
import io.pixelated.streams.privacy.erasure.ErasureOrders;
import io.pixelated.streams.residency.keys.KeyLocation;
import java.util.List;

/** Orders of erasure as stages of {@code eu-central-1} read them. */
public final class Orders {
  public static final ErasureSettings SETTINGS =
      new ErasureSettings(
          new KeyLocation(KeyLocation.DEVELOPMENT), "eu-central-1", "threat-correlation");

  private Orders() {}

  /** The order to forget a user, given at a time of Kafka's clock. */
  public static KeyedRecord ofUser(String user, long time) {
    return of(
        "request-" + Integer.toHexString(user.hashCode()),
        time,
        new Identifier(IdentifierKind.USER, user));
  }

  public static KeyedRecord of(String request, long time, Identifier... identifiers) {
    ErasureOrder order = new ErasureOrder(request, time, Subject.of(List.of(identifiers)));
    byte[] sealed = new ErasureOrders(SETTINGS.keys().provider(), SETTINGS.region()).write(order);
    return new KeyedRecord(request, sealed, new Origin("privacy.erasures", 0, 0, time));
  }
}
