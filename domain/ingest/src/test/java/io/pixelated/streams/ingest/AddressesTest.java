package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3.4,1.2.3.4",
    "255.255.255.255,255.255.255.255",
    "::ffff:1.2.3.4,1.2.3.4",
    "::FFFF:0102:0304,1.2.3.4",
    "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:0db8:0000:0001:0001:0001:0001:0001,2001:db8:0:1:1:1:1:1",
    "::,::",
    "::1,::1",
    "1::,1::",
    "fe80::1%eth0,fe80::1",
    "64:ff9b::1.2.3.4,64:ff9b::102:304",
    "0:0:0:0:0:0:0:0,::",
    "1:0:0:2:0:0:0:3,1:0:0:2::3"
  })
  void spellsEachAddressInOneWay(String text, String canonical) {
    assertThat(Addresses.canonical(text)).isEqualTo(canonical);
    assertThat(Addresses.canonical(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4:80",
        "1..3.4",
        "1.2.3.",
        "localhost",
        "s3.amazonaws.com",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:6:7::8",
        "[::1]",
        "10.0.0.0/8"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Addresses.canonical(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "169.254.1.1",
        "224.0.0.251",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "feb0:1::1",
        "ff02::fb"
      })
  void leavesOutAddressesThatAreNobodys(String address) {
    assertThat(Addresses.isSomebody(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "10.0.0.1", "241.0.0.9", "2001:db8::1", "fd00::1", "fec0::1"})
  void keepsAddressesThatAreSomebodys(String address) {
    assertThat(Addresses.isSomebody(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.9.9,true",
    "172.16.0.1,true",
    "172.32.0.1,false",
    "192.168.1.1,true",
    "192.169.1.1,false",
    "100.64.0.1,false",
    "fd12::1,true",
    "2001:db8::1,false"
  })
  void knowsPrivateNetworks(String address, boolean expected) {
    assertThat(Addresses.isPrivate(address)).isEqualTo(expected);
  }
}
