package io.pixelated.streams.residency.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.keys.RegionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final byte[] CONTENT = "login of ana.keller".getBytes(UTF_8);

  private final List<RegionKey> valid = new ArrayList<>(List.of(key("k1")));
  private final KeyProvider keys = (region, purpose) -> List.copyOf(valid);
  private final Sealer sealer = new Sealer(keys, "eu-central-1");

  private static RegionKey key(String id) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) id.hashCode());
    return new RegionKey(id, secret);
  }

  @Test
  void opensWhatItSealedUntilTheKeyIsTakenAway() throws SealException {
    byte[] sealed = sealer.seal(CONTENT, "r-1");
    valid.add(0, key("k2"));
    byte[] later = sealer.seal(CONTENT, "r-1");

    assertThat(Sealer.isSealed(sealed)).isTrue();
    assertThat(new String(sealed, ISO_8859_1)).contains("k1").doesNotContain("ana");
    assertThat(new String(later, ISO_8859_1)).contains("k2");
    assertThat(sealer.open(sealed, "r-1")).isEqualTo(CONTENT);
    assertThat(sealer.open(later, "r-1")).isEqualTo(CONTENT);
    assertThat(sealer.open(sealer.seal(new byte[0], "r-1"), "r-1")).isEmpty();

    valid.remove(1);
    assertThatThrownBy(() -> sealer.open(sealed, "r-1"))
        .isInstanceOf(SealException.class)
        .hasMessage("there is no encryption key of this id in eu-central-1");
  }

  @Test
  void opensAsTheRecordOfTheRegionOnlyThatItWasSealedAs() {
    byte[] sealed = sealer.seal(CONTENT, "r-1");

    assertThatThrownBy(() -> sealer.open(sealed, "r-2")).hasMessageContaining("another record");
    assertThatThrownBy(() -> new Sealer(keys, "us-east-1").open(sealed, "r-1"))
        .isInstanceOf(SealException.class);
  }

  @Test
  void noticesAnyChangeOfAnyByte() {
    byte[] sealed = sealer.seal(CONTENT, "r-1");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> sealer.open(changed, "r-1"))
          .as("byte %d", i)
          .isInstanceOf(SealException.class)
          .hasMessageNotContaining("ana");
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> sealer.open(cut, "r-1")).isInstanceOf(SealException.class);
    }
  }

  @Test
  void sealsTheBytesOfADeadLetterUnderItsId() throws SealException {
    DeadLetter letter =
        new DeadLetter("d-1", "eu-central-1", "parse", "r", new Origin("t", 0, 1, 2), CONTENT);

    DeadLetter sealed = sealer.seal(letter);

    assertThat(sealed).usingRecursiveComparison().ignoringFields("value").isEqualTo(letter);
    assertThat(sealer.open(sealed.value(), "d-1")).isEqualTo(CONTENT);
  }
}
