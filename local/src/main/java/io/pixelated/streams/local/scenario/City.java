package io.pixelated.streams.local.scenario;

import java.util.Objects;

/** A place that users connect from. */
record City(String name, String country, double lat, double lon) {
  City {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(country, "country");
    if (!country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(
          "city " + name + ": country '" + country + "' is not an ISO 3166-1 alpha-2 code");
    }
    if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
      throw new IllegalArgumentException(
          "city " + name + ": " + lat + "," + lon + " is no place on earth; use degrees");
    }
  }
}
