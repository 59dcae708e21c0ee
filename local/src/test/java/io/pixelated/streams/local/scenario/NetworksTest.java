package io.pixelated.streams.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworksTest {
  private static final City CITY = new City("Lisbon", "PT", 38.72, -9.14);

  @Test
  void givesEveryAddressOnceAcrossRegionsAndUses() {
    Set<String> addresses = new HashSet<>();
    int given = 0;
    for (int region = 0; region < 16; region++) {
      Networks networks = new Networks(region);
      Dice dice = Dice.of(1, region);
      for (int i = 0; i < 8_000; i++) {
        addresses.add(networks.home(CITY).ip());
        addresses.add(networks.rented(CITY, dice).ip());
        given += 2;
      }
      for (int i = 0; i < 600; i++) {
        addresses.add(networks.nat(CITY).ip());
        addresses.add(networks.vpn(CITY, Networks.STAFF_VPN_ASN).ip());
        given += 2;
      }
    }
    assertThat(addresses).hasSize(given);
  }

  @Test
  void usesNoAddressOfTheInternetAndNoneOfTheScanner() {
    Networks networks = new Networks(0);
    for (int i = 0; i < 8_000; i++) {
      assertThat(networks.home(CITY).ip())
          .matches("198\\.1[89]\\..*|2(4\\d|5[0-5])\\..*|2001:db8:.*")
          .doesNotStartWith("198.18.99.");
    }
  }
}
