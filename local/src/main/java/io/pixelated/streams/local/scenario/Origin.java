package io.pixelated.streams.local.scenario;

import java.util.Objects;

/** Where a request comes from as the edge sees it: an address, its network and its place. */
record Origin(String ip, long asn, City city) {
  Origin {
    Objects.requireNonNull(ip, "ip");
    Objects.requireNonNull(city, "city");
    if (asn <= 0) {
      throw new IllegalArgumentException("asn " + asn + " must be positive");
    }
  }
}
