package io.pixelated.streams.privacy.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.privacy.Identifier;
import io.pixelated.streams.privacy.IdentifierKind;
import io.pixelated.streams.privacy.Subject;
import io.pixelated.streams.residency.keys.KeyProvider;
import io.pixelated.streams.residency.sealing.SealException;
import io.pixelated.streams.residency.sealing.SealedJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureOrdersTest {
  private static final ErasureOrder ORDER =
      new ErasureOrder(
          "dsr-17",
          1_700_000_000_000L,
          Subject.of(List.of(new Identifier(IdentifierKind.USER, "ana.keller"))));

  private final ErasureOrders orders = new ErasureOrders(KeyProvider.development(), "eu-central-1");

  @Test
  void namesNobodyOnTheTopic() throws SealException {
    byte[] json = orders.write(ORDER);

    assertThat(new String(json, UTF_8)).contains("dsr-17").doesNotContain("keller");
    assertThat(orders.read(json)).isEqualTo(ORDER);
  }

  @Test
  void isOpenedByWhoeverOpensQuarantine() throws SealException {
    byte[] opened = new SealedJson(KeyProvider.development()).open(orders.write(ORDER));

    assertThat(new String(opened, UTF_8)).contains("ana.keller");
  }

  @Test
  void opensForItsOwnRegionAlone() {
    ErasureOrders elsewhere = new ErasureOrders(KeyProvider.development(), "us-east-1");

    assertThatThrownBy(() -> elsewhere.read(orders.write(ORDER))).isInstanceOf(SealException.class);
  }

  @Test
  void refusesWhatIsNoOrder() {
    for (String json :
        List.of("", "{}", "[]", "{\"id\":\"a\",\"value\":\"!\",\"requested_at\":1}")) {
      assertThatThrownBy(() -> orders.read(json.getBytes(UTF_8))).isInstanceOf(SealException.class);
    }
  }

  @Test
  void readsReportsBack() throws IOException {
    ErasureReport report =
        new ErasureReport("dsr-17", "threat-correlation", "incidents", 1, 2, 3, 4, 5);

    assertThat(ErasureReportJson.read(ErasureReportJson.write(report))).isEqualTo(report);
    assertThatThrownBy(() -> ErasureReportJson.read("{\"request\":\"a\"}".getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("job is missing");
  }
}
