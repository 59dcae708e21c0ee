package io.pixelated.streams.residency.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyProviderTest {
  private static final String OLD = "1".repeat(64);
  private static final String NEW = "2".repeat(64);
  private static final KeyPurpose PURPOSE = KeyPurpose.PSEUDONYM;

  @TempDir private Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private KeyProvider files() {
    return new KeyLocation(directory.toString()).provider(name -> null, now::get);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private void pass(int seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }

  @Test
  void keepsTheOldKeyValidWhileTheNewOneIsCurrent() throws IOException {
    write("eu-central-1.pseudonym", "k1:" + OLD);
    KeyProvider keys = files();
    assertThat(keys.current("eu-central-1", PURPOSE).id()).isEqualTo("k1");

    write("eu-central-1.pseudonym", "# rotated\nk2:" + NEW + "\nk1:" + OLD + "\n");
    assertThat(keys.current("eu-central-1", PURPOSE).id()).isEqualTo("k1");
    pass(5);

    assertThat(keys.current("eu-central-1", PURPOSE).id()).isEqualTo("k2");
    assertThat(keys.find("eu-central-1", PURPOSE, "k1")).isPresent();
    assertThat(keys.find("eu-central-1", PURPOSE, "k3")).isEmpty();
    assertThat(PseudonymKey.all(keys, "eu-central-1", "ana")).hasSize(2);

    write("eu-central-1.pseudonym", "k2:" + NEW);
    pass(5);
    assertThat(keys.find("eu-central-1", PURPOSE, "k1")).isEmpty();
  }

  @Test
  void staysWithWhatItReadLastWhileAFileIsHalfWritten() throws IOException {
    write("eu-central-1.pseudonym", "k1:" + OLD);
    KeyProvider keys = files();
    RegionKey before = keys.current("eu-central-1", PURPOSE);

    write("eu-central-1.pseudonym", "k2:22");
    pass(5);
    assertThat(keys.current("eu-central-1", PURPOSE)).isSameAs(before);

    write("eu-central-1.pseudonym", "k1:" + OLD + "\n");
    pass(5);
    assertThat(keys.current("eu-central-1", PURPOSE)).isSameAs(before);
  }

  @Test
  void namesTheFileAndWhatToWriteButNoSecret() throws IOException {
    assertThatThrownBy(() -> files().current("us-east-1", PURPOSE))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("us-east-1.pseudonym cannot be read: write the region's keys there");
    for (String text : List.of("", "k1", "k1:" + OLD + "77zz", "k 1:" + OLD, OLD, ":" + OLD)) {
      write("us-east-1.pseudonym", text);
      assertThatThrownBy(() -> files().current("us-east-1", PURPOSE))
          .as(text)
          .isInstanceOf(MissingKeyException.class)
          .hasMessageContaining("write id:hexadecimal")
          .hasMessageNotContaining("1111")
          .hasMessageNotContaining("77zz");
    }
    write("us-east-1.pseudonym", "k1:" + OLD + ",k1:" + NEW);
    assertThatThrownBy(() -> files().current("us-east-1", PURPOSE))
        .hasMessageContaining("two keys of the id 'k1': give each its own");
    assertThatThrownBy(() -> files().current("../us-east-1", PURPOSE))
        .hasMessageContaining("none by its name");
  }

  @Test
  void readsTheEnvironment() {
    Map<String, String> variables = Map.of("STREAMS_KEY_US_EAST_1_SIGNING", "k1:" + OLD);
    KeyProvider keys = new KeyLocation(KeyLocation.ENVIRONMENT).provider(variables::get, now::get);

    assertThat(keys.current("us-east-1", KeyPurpose.SIGNING).id()).isEqualTo("k1");
    assertThatThrownBy(() -> keys.current("us-east-1", PURPOSE))
        .hasMessageContaining("STREAMS_KEY_US_EAST_1_PSEUDONYM is not set");
  }

  @Test
  void givesEveryRegionAndPurposeItsOwnDevelopmentKey() {
    KeyProvider keys = new KeyLocation(KeyLocation.DEVELOPMENT).provider();

    assertThat(keys.current("us-east-1", PURPOSE))
        .isEqualTo(KeyProvider.development().current("us-east-1", PURPOSE))
        .isNotEqualTo(keys.current("us-west-2", PURPOSE))
        .isNotEqualTo(keys.current("us-east-1", KeyPurpose.ENCRYPTION));
  }

  @Test
  void refusesWeakKeysAndPrintsNone() {
    byte[] secret = new byte[32];
    secret[0] = 77;

    assertThatThrownBy(() -> new RegionKey("k1", new byte[8]))
        .hasMessage("key 'k1' has 8 bytes: give 32");
    assertThatThrownBy(() -> new RegionKey("k 1", secret)).hasMessageContaining("letters");
    assertThat(new RegionKey("k1", secret)).hasToString("RegionKey[k1]");
    assertThat(new PseudonymKey(new RegionKey("k1", secret))).hasToString("PseudonymKey[ps_k1_]");
  }

  @Test
  void givesOnePseudonymToAllWritingsOfAValue() {
    PseudonymKey key = new PseudonymKey(new RegionKey("k1", new byte[32]));

    assertThat(key.pseudonym(" Ana")).isEqualTo(key.pseudonym("ana")).startsWith("ps_k1_");
    assertThat(key.pseudonym("MÖLLER")).isEqualTo(key.pseudonym("mo\u0308ller"));
    assertThat(key.pseudonym("ana")).isNotEqualTo(key.pseudonym("anna"));
  }
}
